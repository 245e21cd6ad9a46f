"""Verbs of the rota: put on, take off, arrive, leave, hand over."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from accounts.access import require
from accounts.models import Agency, User
from accounts.permissions import Permission
from accounts.roles import ROLES
from accounts.selectors import assignments_of
from core import clock, working_days
from core.errors import DomainError, WrongState
from core.history import acting
from outbox.services import once
from referrals.duty.models import DutyShift, HandoverNote
from referrals.duty.selectors import SITTING

LONGEST = timedelta(hours=16)
MOST_DAYS = 92


@transaction.atomic
def put_on_rota(
    *,
    user: User,
    by: User,
    first_on: date,
    starts: time,
    ends: time,
    last_on: date | None = None,
    seat: Agency | None = None,
    every_day: bool = False,
    key: str = "",
) -> list[DutyShift]:
    """A shift on each working day (or every day) from a date to a date; one that ends before it starts ends next day."""

    def write() -> str:
        require(by, Permission.DUTY_ROTA_KEEP)
        until = last_on or first_on
        if until < first_on or (until - first_on).days > MOST_DAYS:
            raise DomainError("Choose a last day after the first, within three months.", field="last_on")
        if not any(row.role in SITTING for row in assignments_of(user, on=first_on)):
            titles = ", ".join(ROLES[role].title.lower() for role in SITTING)
            raise DomainError(f"Only these sit at the front door: {titles}.", field="user")
        agency = seat or user.agency
        if agency is None:
            raise DomainError("Say for which agency.", field="user")
        days = [first_on + timedelta(days=number) for number in range((until - first_on).days + 1)]
        wanted = [on for on in days if every_day or working_days.is_working_day(on)]
        if not wanted:
            raise DomainError(
                "We are closed on these days: choose every day, or other days.", field="first_on"
            )
        now, made = clock.now(), ""
        with acting(by=by, reason="duty rota"):
            for on in wanted:
                start, end = _times(on, starts, ends)
                if DutyShift.objects.between(start, end).filter(user=user).exists():
                    continue
                made = str(
                    DutyShift.objects.create(
                        user=user, seat=agency, starts_at=start, ends_at=end, recorded_at=now, recorded_by=by
                    ).public_id
                )
        if not made:
            raise DomainError("They are on the rota then already.", field="first_on")
        return made

    last = DutyShift.objects.get(public_id=once(by=by, action="duty.put_on", key=key, do=write))
    return list(DutyShift.objects.filter(user=user, recorded_at=last.recorded_at).order_by("starts_at"))


def _times(on: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    start = clock.at_local(on, starts.hour, starts.minute)
    end = clock.at_local(on if ends > starts else on + timedelta(days=1), ends.hour, ends.minute)
    if end - start > LONGEST:
        raise DomainError("A shift is no longer than sixteen hours.", field="ends")
    return start, end


def _locked(shift: DutyShift) -> DutyShift:
    row: DutyShift = DutyShift.objects.select_for_update(of=("self",)).select_related("user").get(pk=shift.pk)
    if row.cancelled_at is not None:
        raise WrongState("This shift was taken off the rota.")
    return row


@transaction.atomic
def take_off_rota(*, shift: DutyShift, by: User) -> DutyShift:
    """The shift does not take place; what was is kept."""
    require(by, Permission.DUTY_ROTA_KEEP)
    row = _locked(shift)
    with acting(by=by, reason="taken off the duty rota"):
        row.cancelled_at, row.cancelled_by = clock.now(), by
        row.version += 1
        row.save(update_fields=["cancelled_at", "cancelled_by", "version"])
    return row


def _own_or_keeper(row: DutyShift, by: User) -> None:
    if row.user_id != by.pk:
        require(by, Permission.DUTY_ROTA_KEEP)


@transaction.atomic
def arrive(*, shift: DutyShift, by: User) -> DutyShift:
    """Here: said by the person, or by whoever keeps the rota."""
    row = _locked(shift)
    _own_or_keeper(row, by)
    now = clock.now()
    if now >= row.ends_at:
        raise WrongState("This shift is over.")
    with acting(by=by, reason="on duty"):
        row.arrived_at, row.arrived_by = row.arrived_at or now, row.arrived_by or by
        row.left_at = row.left_by = None
        row.version += 1
        row.save(update_fields=["arrived_at", "arrived_by", "left_at", "left_by", "version"])
    return row


@transaction.atomic
def leave(*, shift: DutyShift, by: User) -> DutyShift:
    """Gone home: what they are on is seen to lapse at the end of the shift, or a manager takes it over."""
    row = _locked(shift)
    _own_or_keeper(row, by)
    if row.arrived_at is None:
        raise WrongState("They have not arrived.")
    if row.left_at is None:
        with acting(by=by, reason="off duty"):
            row.left_at, row.left_by = clock.now(), by
            row.version += 1
            row.save(update_fields=["left_at", "left_by", "version"])
    return row


@transaction.atomic
def hand_over(*, by: User, text: str, key: str = "") -> HandoverNote:
    """A note from one shift to the next."""

    def write() -> str:
        require(by, Permission.CONTACT_QUEUE)
        if not text.strip():
            raise DomainError("Say what the next shift has to know.", field="text")
        now = clock.now()
        made: HandoverNote = HandoverNote.objects.create(text=text.strip(), recorded_at=now, recorded_by=by)
        return str(made.public_id)

    found: HandoverNote = HandoverNote.objects.get(
        public_id=once(by=by, action="duty.hand_over", key=key, do=write)
    )
    return found
