"""The named list of an allegation: whom it reaches, one after another, until somebody answers (safety p, q)."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction

from accounts.enums import OnCallDuty
from accounts.models import RoleAssignment, User
from accounts.selectors import away, on_call, system_user
from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from core.history import acting
from outbox.services import enqueue, tell
from referrals.allegations import clocks
from referrals.allegations.enums import ListedBecause
from referrals.allegations.models import Allegation, AllegationHolder, AllegationReading
from referrals.allegations.permissions import require_listed, require_work
from referrals.contacts.models import ContactHolder
from referrals.contacts.selectors import is_conflicted
from referrals.contacts.services import acknowledge as acknowledge_concern

log = logging.getLogger("trafford")

WAIT = timedelta(minutes=15)
JOB = "referrals.escalate_allegation"


def reach_first(*, allegation: Allegation, by: User) -> User | None:
    """Put the first whom nothing ties to it on the list, and wait for an answer."""
    first = _reach_next(allegation, by=by)
    _wait(allegation, step=1)
    return first


@transaction.atomic
def escalate(*, allegation_id: int, step: int) -> None:
    """Nobody has answered within a quarter of an hour: the next, then the duty director."""
    row = Allegation.objects.select_for_update().filter(pk=allegation_id).first()
    if row is None or row.considered_at is not None or _answered(row):
        return
    with acting(by=system_user(), reason="allegation not answered"):
        if _reach_next(row, by=system_user()) is not None:
            _wait(row, step=step + 1)


def _answered(row: Allegation) -> bool:
    return bool(
        AllegationHolder.objects.current().filter(allegation=row, acknowledged_at__isnull=False).exists()
    )


def _wait(row: Allegation, *, step: int) -> None:
    enqueue(
        kind=JOB,
        payload={"allegation_id": row.pk, "step": step},
        key=f"{row.public_id}:{step}",
        run_at=clock.now() + WAIT,
    )


def _reach_next(row: Allegation, *, by: User) -> User | None:
    listed = set(AllegationHolder.objects.filter(allegation=row).values_list("user_id", flat=True))
    for user in _chain():
        if user.pk in listed or conflicted(user, row) or away(user):
            continue
        put_on_list(row, user=user, why=ListedBecause.ESCALATED if listed else ListedBecause.ON_CALL, by=by)
        clocks.taken_over(row, by=by, owner=user)
        return user
    log.error("allegation %s: nobody unconflicted is left to reach", row.public_id)
    return None


def _chain() -> Iterator[User]:
    """The designated officer on call, the duty director, then whoever may grant access to restricted records."""
    now = clock.now()
    yield from on_call(OnCallDuty.LADO, at=now)
    yield from on_call(OnCallDuty.DUTY_DIRECTOR, at=now)
    roles = RoleAssignment.objects.current(on=clock.today()).filter(
        role__in=("R13A", "R17"), user__is_active=True
    )
    for assignment in roles.select_related("user").order_by("role", "pk"):
        yield assignment.user


def conflicted(user: User, row: Allegation) -> bool:
    """Accused, named in it, or tied to somebody in the concern."""
    name = user.display_name.casefold()
    if name == row.subject_name.casefold() or name in row.concerned.casefold():
        return True
    if row.contact is None:
        return False
    people = row.contact.people.select_related("person", "blind_match")
    known = [person for each in people for person in (each.person, each.blind_match) if person is not None]
    return is_conflicted(user, row.contact, known)


def put_on_list(
    row: Allegation, *, user: User, why: ListedBecause, by: User, reason: str = "", acknowledged: bool = False
) -> AllegationHolder:
    now = clock.now()
    holder: AllegationHolder = AllegationHolder.objects.create(
        allegation=row, user=user, why=why, reason=reason, recorded_at=now, recorded_by=by,
        acknowledged_at=now if acknowledged else None, acknowledged_by=user if acknowledged else None,
    )  # fmt: skip
    if not acknowledged:
        tell(
            to=user,
            kind="referrals.restricted",
            reference=row.reference,
            path=row.path,
            key=f"allegation:{holder.public_id}",
            in_person=True,
        )
    return holder


@transaction.atomic
def acknowledge(*, allegation: Allegation, by: User) -> AllegationHolder:
    """A member of the list has it, and the concern that named it where they hold that too."""
    require_work(by, allegation)
    row: AllegationHolder = (
        AllegationHolder.objects.current().select_for_update().get(allegation=allegation, user=by)
    )
    if row.acknowledged_at is None:
        row.acknowledged_at, row.acknowledged_by = clock.now(), by
        row.version += 1
        with acting(by=by, reason="allegation taken up"):
            row.save(update_fields=["acknowledged_at", "acknowledged_by", "version"])
        clocks.taken_over(allegation, by=by, owner=by)
    concern = allegation.contact
    if concern is not None and ContactHolder.objects.current().filter(contact=concern, user=by).exists():
        acknowledge_concern(contact=concern, by=by)
    return row


@transaction.atomic
def name_holder(*, allegation: Allegation, user: User, by: User, reason: str) -> AllegationHolder:
    """A member of the list names another; never one it is about or who is tied to it."""
    require_work(by, allegation)
    if len(reason.strip()) < 10:
        raise DomainError("Say in a few words why.", field="reason")
    row = Allegation.objects.select_for_update().get(pk=allegation.pk)
    if conflicted(user, row):
        raise NotPermitted("This person is named in the allegation or linked to somebody in it.")
    existing: AllegationHolder | None = (
        AllegationHolder.objects.current().filter(allegation=row, user=user).first()
    )
    if existing is not None:
        return existing
    with acting(by=by, reason=reason):
        return put_on_list(row, user=user, why=ListedBecause.NAMED, by=by, reason=reason.strip())


@transaction.atomic
def end_holding(*, allegation: Allegation, user: User, by: User, reason: str) -> None:
    """Somebody leaves the list; the last never does, so that no allegation is nobody's."""
    require_work(by, allegation)
    Allegation.objects.select_for_update().get(pk=allegation.pk)
    rows = AllegationHolder.objects.current().select_for_update().filter(allegation=allegation)
    here = {row.user_id: row for row in rows}
    if user.pk not in here:
        raise WrongState("They do not stand on this list.")
    if len(here) == 1:
        raise WrongState("Name somebody else first: an allegation is never nobody's.")
    row = here[user.pk]
    row.ended_at, row.ended_by = clock.now(), by
    row.version += 1
    with acting(by=by, reason=reason or "left the list"):
        row.save(update_fields=["ended_at", "ended_by", "version"])
        # Its clocks would go on telling whoever may no longer open it.
        stays = [holder for holder in rows if holder.user_id != user.pk]
        taken = next((holder for holder in stays if holder.acknowledged_at), stays[0])
        clocks.hand_on(allegation, by=by, before=user, owner=taken.user)


@transaction.atomic
def note_reading(*, allegation: Allegation, by: User) -> None:
    """Every opening is written down in the store itself, or nothing is shown."""
    require_listed(by, allegation)
    AllegationReading.objects.create(allegation=allegation, at=clock.now(), by=by)
