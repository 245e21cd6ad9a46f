"""What can be said about a concern once it is sent."""

from core.govuk.fields import ConfirmField, SelectField, TextAreaField
from core.govuk.forms import StandardForm


class SendForm(StandardForm):
    """Check answers and send: nothing more to fill in."""


class AddForm(StandardForm):
    text = TextAreaField(
        label="What do you want to add?",
        hint="The front door reads it before anything that waits. In an emergency ring 999.",
        max_characters=5000,
    )


class DisagreeForm(StandardForm):
    text = TextAreaField(
        label="What do you disagree with, and why?",
        hint="The concern is opened again and a manager is told.",
        max_characters=5000,
    )


class NameHolderForm(StandardForm):
    """One more colleague who may work on a restricted concern."""

    user = SelectField(label="Who may work on it", choices=())
    reason = TextAreaField(label="Why this person", rows=2, max_characters=500)
    unconflicted = ConfirmField(label="I have made sure that they know nobody in it")
