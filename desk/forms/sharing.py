"""What a family agreed to, what was told to whom, warnings that are looked at again."""

from typing import Any

from core.govuk.fields import DateField, RadiosField, SelectField, TextAreaField, TextField, YesNoField
from core.govuk.forms import StandardForm
from people.enums import ConsentAnswer, SharingBasis, SharingChoice


class ConsentForm(StandardForm):
    """A yes or no to being worked with."""

    answer = RadiosField(label="What did they say?", choices=ConsentAnswer, inline=True)
    given_by = TextField(
        label="Who said it?", hint="Such as: the mother, with Demo-Ada beside her", max_length=120
    )
    scope = TextField(label="To what?", hint="Such as: early help, with school and health", max_length=400)
    said_on = DateField(label="When?", past=True)


class WithdrawForm(StandardForm):
    """The yes is taken back."""

    words = TextAreaField(label="What did they say, in their words?", rows=3, max_characters=400)


class SharingForm(StandardForm):
    """A decision to share, or not to."""

    choice = RadiosField(label="Is it shared?", choices=SharingChoice, inline=True)
    what = TextField(
        label="What?", hint="Such as: the outcome of the assessment, without the history", max_length=400
    )
    agency = SelectField(label="With which agency?", choices=(), required=False, empty="Somebody else")
    to_whom = TextField(label="Or with whom?", required=False, max_length=120)
    basis = RadiosField(label="On what ground?", choices=SharingBasis, small=True)
    reason = TextAreaField(
        label="Why is that necessary and proportionate, or why not?", rows=4, max_characters=1500
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["agency"].offer(agencies or [])  # type: ignore[attr-defined]


class WarningReviewForm(StandardForm):
    """Does a danger to visitors still hold?"""

    still_holds = YesNoField(label="Does this warning still hold?")
    review_on = DateField(
        label="When is it looked at again?",
        hint="Within six months",
        future=True,
        shown_if=("still_holds", "YES"),
    )
    reason = TextField(
        label="Why are visitors safe without it?", shown_if=("still_holds", "NO"), max_length=200
    )


class EndSafeAddressForm(StandardForm):
    """Nobody lives there any more."""

    ends_on = DateField(label="Last day there", past=True)
    reason = TextField(label="How do you know?", max_length=200)
