"""Forms of the closure check; nobody and nothing is chosen beforehand (safety e)."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from core.govuk.fields import MomentField, RadiosField, TextAreaField
from core.govuk.forms import StandardForm


class OfferForm(StandardForm):
    to = RadiosField(label="Who is asked to take it?", choices=(), small=True)
    note = TextAreaField(
        label="What should they know?", hint="What to look for, whom to ring, what would make it red.", rows=3,
        required=False, max_characters=2000,
    )  # fmt: skip

    def __init__(self, *args: Any, workers: Sequence[User] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        said = [
            (str(user.public_id), ", ".join(filter(None, [user.display_name, user.phone])))
            for user in workers
        ]
        self.fields["to"].offer(said)  # type: ignore[attr-defined]


class SignForm(StandardForm):
    until = MomentField(label="Safe until when?")
    because = TextAreaField(
        label="What makes it safe until then?", hint="Who sees them, where they are, what was checked.", rows=3,
        max_characters=2000,
    )  # fmt: skip
    past_due_because = TextAreaField(
        label="If that is past its legal limit: why may it wait?", rows=2, required=False, max_characters=2000
    )


class AcceptOfferForm(StandardForm):
    note = TextAreaField(label="What will you do, and when?", rows=3, max_characters=2000)


class DeclineForm(StandardForm):
    reason = TextAreaField(label="Why can you not take it?", rows=3, max_characters=2000)
