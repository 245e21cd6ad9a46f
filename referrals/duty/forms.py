"""Forms of the rota; nobody stands chosen beforehand."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from core.govuk.fields import ConfirmField, DateField, SelectField, TextAreaField, TimeField
from core.govuk.forms import StandardForm


class ShiftForm(StandardForm):
    user = SelectField(label="Who?", choices=())
    first_on = DateField(label="First day")
    last_on = DateField(label="Last day, if there are more", required=False)
    starts = TimeField(label="From what time?")
    ends = TimeField(label="Until what time?", hint="A time before the start is the next morning.")
    every_day = ConfirmField(label="Also on weekends and bank holidays", required=False)

    def __init__(self, *args: Any, colleagues: Sequence[User] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        said = [(str(user.public_id), f"{user.display_name}, {user.agency}") for user in colleagues]
        self.fields["user"].offer(said)  # type: ignore[attr-defined]


class HandoverForm(StandardForm):
    text = TextAreaField(
        label="What does the next shift have to know?",
        hint="Write references, not names: the note is read by every seat at the front door.", rows=6,
        max_characters=4000,
    )  # fmt: skip
