"""When agencies answer, kept by the front door's manager: days, hours, holidays and who stands in."""

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction

from accounts.access import require
from accounts.models import Agency, User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError
from core.history import acting
from outbox.services import once
from referrals.information.models import AgencyClosure, AgencyOpening

LONGEST_CLOSED = 70


@transaction.atomic
def keep_opening(
    *,
    agency: Agency,
    by: User,
    always: bool,
    days: Sequence[int] = (),
    opens: time | None = None,
    closes: time | None = None,
    out_of_hours: str = "",
) -> AgencyOpening:
    """The days and hours on which an agency answers, and the number outside them."""
    require(by, Permission.DUTY_ROTA_KEEP)
    if not always:
        if not days or not set(days) <= set(range(1, 8)):
            raise DomainError("Choose the days on which they answer.", field="days")
        if opens is None or closes is None or closes <= opens:
            raise DomainError("Give the hours, the end after the start.", field="closes")
    now = clock.now()
    values = {
        "always": always,
        "days": [] if always else sorted(set(days)),
        "opens": None if always else opens,
        "closes": None if always else closes,
        "out_of_hours": out_of_hours.strip(),
    }
    with acting(by=by, reason="opening of an agency"):
        row: AgencyOpening
        row, is_new = AgencyOpening.objects.select_for_update().get_or_create(
            agency=agency, defaults={**values, "recorded_at": now, "recorded_by": by}
        )
        if not is_new:
            for name, value in values.items():
                setattr(row, name, value)
            row.version += 1
            row.save(update_fields=[*values, "version"])
    return row


@transaction.atomic
def close_agency(
    *,
    agency: Agency,
    by: User,
    first_on: date,
    last_on: date,
    contact: str = "",
    stand_in: User | None = None,
    key: str = "",
) -> AgencyClosure:
    """The agency is closed from a day to a day; whoever stands in is asked meanwhile."""

    def write() -> str:
        require(by, Permission.DUTY_ROTA_KEEP)
        if last_on < first_on or (last_on - first_on).days > LONGEST_CLOSED:
            raise DomainError("Choose a last day after the first, within ten weeks.", field="last_on")
        if not contact.strip() and stand_in is None:
            raise DomainError("Say whom to ring, or who stands in.", field="contact")
        now = clock.now()
        with acting(by=by, reason="agency closed"):
            made: AgencyClosure = AgencyClosure.objects.create(
                agency=agency, first_on=first_on, last_on=last_on, contact=contact.strip(), stand_in=stand_in,
                recorded_at=now, recorded_by=by,
            )  # fmt: skip
        return str(made.public_id)

    found: AgencyClosure = AgencyClosure.objects.get(
        public_id=once(by=by, action="information.close_agency", key=key, do=write)
    )
    return found


@transaction.atomic
def take_closure_back(*, closure: AgencyClosure, by: User) -> AgencyClosure:
    """They are open after all."""
    require(by, Permission.DUTY_ROTA_KEEP)
    row: AgencyClosure = AgencyClosure.objects.select_for_update(of=("self",)).get(pk=closure.pk)
    if row.cancelled_at is None:
        row.cancelled_at, row.cancelled_by = clock.now(), by
        row.version += 1
        with acting(by=by, reason="closure taken back"):
            row.save(update_fields=["cancelled_at", "cancelled_by", "version"])
    return row
