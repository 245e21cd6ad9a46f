"""A restricted concern: reached by its named list alone, one holder after another until somebody answers (safety o-q)."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction

from accounts.enums import OnCallDuty
from accounts.models import RoleAssignment, User
from accounts.permissions import Permission
from accounts.selectors import on_call, system_user
from core import clock
from core.errors import DomainError, NotFound, NotPermitted
from core.history import acting
from deadlines.services import hand_over_clocks, keep_clocks_confidential
from outbox.services import enqueue, tell
from people.models import Person
from referrals.contacts.enums import HolderReason, Rag, RestrictionKind
from referrals.contacts.models import Contact, ContactHolder
from referrals.contacts.permissions import is_holder
from referrals.contacts.selectors import holders_now, is_conflicted

log = logging.getLogger("trafford")

URGENT_WAIT = timedelta(minutes=15)
ORDINARY_WAIT = timedelta(hours=1)
JOB = "referrals.escalate"


def reach_first(*, contact: Contact, by: User) -> User | None:
    """Put the first unconflicted holder on the list and start the wait; before the concern is listed anywhere."""
    first = _reach_next(contact, by=by)
    _wait(contact, step=1, after=URGENT_WAIT)
    return first


def reach_on_call(*, contact: Contact, by: User) -> User | None:
    """Whoever holds it does not answer by night: the next whom nothing ties to it is reached."""
    return _reach_next(contact, by=by)


@transaction.atomic
def escalate(*, contact_id: int, step: int) -> None:
    """Nobody has answered: red or unread after 15 minutes, others after an hour; then the next, then the director."""
    contact = Contact.objects.select_for_update().filter(pk=contact_id, is_restricted=True).first()
    if (
        contact is None
        or not contact.is_undecided
        or any(row.acknowledged_at for row in holders_now(contact))
    ):
        return
    urgent = contact.rag == Rag.RED or contact.first_read_at is None
    if not urgent:
        newest = max(row.recorded_at for row in holders_now(contact))
        if clock.now() < newest + ORDINARY_WAIT:
            _wait(contact, step=step + 1, after=newest + ORDINARY_WAIT - clock.now())
            return
    with acting(by=system_user(), reason="restricted concern not answered"):
        if _reach_next(contact, by=system_user()) is not None:
            _wait(contact, step=step + 1, after=URGENT_WAIT)


def _wait(contact: Contact, *, step: int, after: timedelta) -> None:
    enqueue(
        kind=JOB,
        payload={"contact_id": contact.pk, "step": step},
        key=f"{contact.public_id}:{contact.round}:{step}",
        run_at=clock.now() + after,
    )


def _reach_next(contact: Contact, *, by: User) -> User | None:
    listed = {row.user_id for row in ContactHolder.objects.filter(contact=contact)}
    persons = _named(contact)
    for user, why in _chain(contact):
        if user.pk in listed or is_conflicted(user, contact, persons):
            continue
        later = HolderReason.ESCALATED if listed and why == HolderReason.ON_CALL else why
        _list(contact, user=user, why=later, by=by)
        hand_over_clocks(subject=contact, owner=user, by=by)
        return user
    log.error("restricted concern %s: nobody unconflicted is left to reach", contact.public_id)
    return None


def _chain(contact: Contact) -> Iterator[tuple[User, HolderReason]]:
    """Who is reached, in order: the designated officer or the holder on call, the director, whoever may grant."""
    now = clock.now()
    if contact.restriction_kind == RestrictionKind.STAFF:
        for user in on_call(OnCallDuty.LADO, at=now):
            yield user, HolderReason.LADO
    if contact.restriction_kind == RestrictionKind.PERSON or _named(contact):
        for user in on_call(OnCallDuty.RESTRICTED_HOLDER, at=now):
            yield user, HolderReason.ON_CALL
    for user in on_call(OnCallDuty.DUTY_DIRECTOR, at=now):
        yield user, HolderReason.DIRECTOR
    roles = RoleAssignment.objects.current(on=clock.today()).filter(
        role__in=("R13A", "R17"), user__is_active=True
    )
    for assignment in roles.select_related("user").order_by("role", "pk"):
        yield assignment.user, HolderReason.DIRECTOR


def _named(contact: Contact) -> list[Person]:
    rows = contact.people.filter(blind_match__isnull=False).select_related("blind_match")
    return [row.blind_match for row in rows if row.blind_match]


def _list(contact: Contact, *, user: User, why: HolderReason, by: User, reason: str = "") -> ContactHolder:
    row: ContactHolder = ContactHolder.objects.create(
        contact=contact, user=user, why=why, reason=reason,
        position=ContactHolder.objects.filter(contact=contact).count() + 1,
        recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    tell(
        to=user,
        kind="referrals.restricted",
        reference=contact.reference,
        path=contact.path,
        key=f"holder:{row.public_id}",
        in_person=True,
    )
    return row


@transaction.atomic
def acknowledge(*, contact: Contact, by: User) -> ContactHolder:
    """A holder has it: the search for another ends."""
    row = (
        ContactHolder.objects.select_for_update()
        .filter(contact=contact, user=by, ended_at__isnull=True)
        .first()
    )
    if row is None:
        raise NotFound("There is no such record.")
    if row.acknowledged_at is None:
        row.acknowledged_at, row.acknowledged_by = clock.now(), by
        row.version += 1
        with acting(by=by, reason="restricted concern taken up"):
            row.save(update_fields=["acknowledged_at", "acknowledged_by", "version"])
    result: ContactHolder = row
    return result


@transaction.atomic
def name_holder(*, contact: Contact, user: User, by: User, reason: str) -> ContactHolder:
    """A holder, or whoever grants access, names another who may work on it; never one it is about or related to."""
    from accounts.access import holds

    if not (is_holder(by, contact) or holds(by, Permission.RESTRICTION_GRANT)):
        raise NotFound("There is no such record.")
    if not contact.is_restricted:
        raise DomainError("This concern stands in the shared queue.")
    if len(reason.strip()) < 10:
        raise DomainError("Say in a few words why.", field="reason")
    if is_conflicted(user, contact, _named(contact)):
        raise NotPermitted("This person is named in the concern or linked to somebody in it.")
    existing: ContactHolder | None = (
        ContactHolder.objects.current().filter(contact=contact, user=user).first()
    )
    if existing is not None:
        return existing
    with acting(by=by, reason=reason):
        return _list(contact, user=user, why=HolderReason.NAMED, by=by, reason=reason)


def restrict_later(*, contact: Contact, kind: RestrictionKind, by: User) -> None:
    """What was learned since puts the concern out of the shared queue, before anybody else reads it."""
    if contact.is_restricted:
        return
    contact.is_restricted, contact.restriction_kind = True, kind
    contact.claimed_at = contact.claimed_by = contact.claim_touched_at = contact.claim_until = None
    contact.version += 1
    contact.save(
        update_fields=[
            "is_restricted",
            "restriction_kind",
            "claimed_at",
            "claimed_by",
            "claim_touched_at",
            "claim_until",
            "version",
        ]
    )
    keep_clocks_confidential(subject=contact, by=by)
    reach_first(contact=contact, by=by)
