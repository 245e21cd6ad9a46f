"""The minute's look at held forms that nobody read in time."""

from datetime import datetime

from django.db import transaction

from core import clock
from core.history import SYSTEM_ACTOR, acting
from outbox.services import tell
from referrals.contacts.selectors import front_door_managers, on_duty
from referrals.public.models import PublicForm


@transaction.atomic
def sweep_held(*, at: datetime | None = None) -> int:
    """Whoever is on duty and a manager hear of forms past their time, once an hour, however many wait."""
    at = at or clock.now()
    oldest = PublicForm.objects.overdue(at).order_by("due_at", "pk").first()
    if oldest is None:
        return 0
    people = dict.fromkeys([*on_duty(at=at), *front_door_managers(at=at)])
    with acting(by=SYSTEM_ACTOR, reason="held forms swept"):
        for user in people:
            tell(
                to=user,
                kind="referrals.held_overdue",
                reference=oldest.reference,
                path="/front-door/held/",
                key=f"held-overdue:{at:%Y%m%d%H}",
            )
    return len(people)
