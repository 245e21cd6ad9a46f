"""What the strategy discussion called at triage is about."""

from collections.abc import Sequence
from typing import Any

from core.govuk.fields import CheckboxesField
from core.govuk.forms import StandardForm
from referrals.contacts.models import ContactPerson


class StrategyForm(StandardForm):
    people = CheckboxesField(label="About which children?", choices=(), small=True)

    def __init__(self, *args: Any, people: Sequence[ContactPerson] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        known = [(str(row.public_id), row.full_name) for row in people if row.is_child and row.person_id]
        self.fields["people"].offer(known)  # type: ignore[attr-defined]
