"""Reading two records as one, and parting them again."""

from typing import Any

from core.govuk.choices import Choice
from core.govuk.fields import ConfirmField, RadiosField, TextAreaField, TextField
from core.govuk.forms import StandardForm


class FindOtherForm(StandardForm):
    """The other record of the same person."""

    find = TextField(
        label="Name, NHS number or reference of the other record",
        hint="Must fit one record only. Both records must be open to you.",
        missing="Say which record you mean",
    )


class MergeForm(StandardForm):
    """Which record survives, and how we know that this is one person."""

    survivor = RadiosField(
        label="Which record do we go on with?",
        hint="New work goes there. Nothing is moved, and the other record's rows are shown with it.",
        choices=(),
    )
    reason = TextAreaField(
        label="How do you know that this is one person?",
        hint="Such as: same NHS number on the birth notification, mother confirmed by telephone",
        rows=3,
        max_characters=600,
        missing="Say how you know",
    )
    sure = ConfirmField(
        label="I have compared the two records. These are not twins, nor two people of one name",
        missing="Confirm that you have compared the two records",
    )

    def __init__(self, *args: Any, survivors: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [Choice(key, label) for key, label in survivors]
        self.fields["survivor"].offer(offered)  # type: ignore[attr-defined]


class UndoMergeForm(StandardForm):
    """How we know that these are two people."""

    reason = TextAreaField(
        label="How do you know that these are two people?",
        rows=3,
        max_characters=600,
        missing="Say how you know",
    )


class ProposeMergeForm(StandardForm):
    """How a worker who cannot decide it knows that this is one person."""

    reason = TextAreaField(
        label="How do you know that this is one person?",
        hint="Such as: same NHS number on the birth notification, mother confirmed by telephone",
        rows=3,
        max_characters=600,
        missing="Say how you know",
    )
    sure = ConfirmField(
        label="I have compared the two records. These are not twins, nor two people of one name",
        missing="Confirm that you have compared the two records",
    )


class DeclineMergeForm(StandardForm):
    """Why two records stay two."""

    reason = TextAreaField(
        label="Why do these stay two records?",
        hint="Whoever proposed it reads this.",
        rows=3,
        max_characters=600,
        missing="Say why",
    )
