"""What the strategy discussion called at triage is about."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from casework.intake.selectors import Callee
from core.govuk.fields import CheckboxesField
from core.govuk.forms import StandardForm
from referrals.contacts.models import ContactPerson


class StrategyForm(StandardForm):
    people = CheckboxesField(label="About which children?", choices=(), small=True)
    invited = CheckboxesField(
        label="Who to call", hint="Social care, police and health make a quorum. Each is told at once.", choices=(),
        small=True, required=False,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        people: Sequence[ContactPerson] = (),
        callees: Sequence[Callee] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.callees = {str(callee.user.public_id): callee for callee in callees}
        self.fields["invited"].offer([(key, callee.words) for key, callee in self.callees.items()])  # type: ignore[attr-defined]
        known = [(str(row.public_id), row.full_name) for row in people if row.is_child and row.person_id]
        self.fields["people"].offer(known)  # type: ignore[attr-defined]

    def users(self) -> list[User]:
        """Whoever was ticked."""
        return [self.callees[key].user for key in self.answers["invited"] or () if key in self.callees]
