"""What a person says of a row of another system, or of two records."""

from collections.abc import Iterable, Sequence
from typing import Any

from core.govuk.choices import Choice
from core.govuk.fields import RadiosField, SelectField, TextAreaField
from core.govuk.forms import StandardForm
from core.govuk.listing import FilterForm
from people.enums import ExtractKind, LineOutcome, PairAnswer, Settled


def _why() -> TextAreaField:
    return TextAreaField(
        label="How do you know?",
        hint="Such as: the practice confirmed the address by telephone",
        rows=3,
        max_characters=400,
        missing="Say how you know",
    )


class KnownRowForm(StandardForm):
    """Who the row is; nothing is chosen beforehand (safety e)."""

    answer = RadiosField(
        label="Who is this?",
        choices=[
            Choice(Settled.SAME, "The same person as"),
            Choice(Settled.NEW, "Somebody not yet recorded"),
            Choice(Settled.UNSURE, "Not sure yet"),
        ],
    )
    person = RadiosField(label="Which person?", choices=(), shown_if=("answer", Settled.SAME))
    reason = _why()

    def __init__(self, *args: Any, people: Iterable[Choice] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        offered = list(people)
        self.fields["person"].offer(offered)  # type: ignore[attr-defined]
        if not offered:
            self.fields["answer"].offer(  # type: ignore[attr-defined]
                [
                    Choice(Settled.NEW, "Somebody not yet recorded"),
                    Choice(Settled.UNSURE, "Not sure yet"),
                ]
            )
            del self.fields["person"]


class ChangedRowForm(StandardForm):
    """Which of two facts is right."""

    answer = RadiosField(label="Which is right?", choices=())
    reason = _why()

    def __init__(self, *args: Any, answers: Sequence[Settled] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer"].offer([Choice(each.value, str(each.label)) for each in answers])  # type: ignore[attr-defined]


class PairForm(StandardForm):
    """One person or two."""

    answer = RadiosField(label="Is this one person?", choices=PairAnswer)
    reason = _why()


class RowsFilter(FilterForm):
    """Of which system."""

    kind = SelectField(label="System", choices=ExtractKind, empty="Every system")


class LinesFilter(FilterForm):
    """What became of the row."""

    outcome = SelectField(label="What became of it", choices=LineOutcome, empty="Everything")
