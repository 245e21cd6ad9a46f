"""The minute's look at what nothing covers: the front door an hour before closing, the manager from then on (safety a)."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from accounts.enums import OnCallDuty
from accounts.models import User
from accounts.selectors import on_call, system_user
from core import clock
from core.history import SYSTEM_ACTOR, acting
from outbox.services import tell
from referrals.closing.clocks import ORDINARY_WAIT, URGENT_WAIT, Closure, closure_at
from referrals.closing.enums import OfferKind
from referrals.closing.selectors import Cover, left, out_of_hours_workers
from referrals.closing.services.offer import make_offer
from referrals.contacts.enums import Rag
from referrals.contacts.models import Contact
from referrals.contacts.selectors import front_door_managers, holders_now, on_duty
from referrals.contacts.services import reach_on_call

log = logging.getLogger("trafford")

PAGE = "/front-door/closing/"


@transaction.atomic
def sweep_closing(*, at: datetime | None = None) -> int:
    """Tell of undecided concerns that nothing covers; each closure, step and person once, however often it runs."""
    at = at or clock.now()
    closure = closure_at(at)
    if not (closure.is_near(at) or closure.is_closed(at)):
        return 0
    found = left(closure=closure, at=at)
    if not found:
        return 0
    with acting(by=SYSTEM_ACTOR, reason="closure check swept"):
        if closure.is_near(at):
            _remind(found, closure=closure, at=at)
        else:
            chain = _chain(at)
            for contact, cover in found:
                _one(contact, cover, chain=chain, closure=closure, at=at)
    return len(found)


def _one(contact: Contact, cover: Cover, *, chain: list[User], closure: Closure, at: datetime) -> None:
    """Each in a savepoint of its own: a fault in one page keeps no other from going out."""
    try:
        with transaction.atomic():
            if contact.is_restricted:
                _page_named_list(contact, cover, closure=closure, at=at)
            else:
                cover = _offer_to_the_next_shift(contact, cover, closure=closure, at=at)
                _page(contact, cover, chain=chain, closure=closure, at=at)
    except Exception as error:  # noqa: BLE001 (whatever went wrong with one, the others are paged)
        log.error("closure check: %s not paged: %s", contact.public_id, type(error).__name__)


def _stamp(closure: Closure) -> str:
    return f"{clock.to_local(closure.closes_at):%Y%m%d}"


def reference_of(closure: Closure) -> str:
    """How notices call a closure: about nobody."""
    return f"CLOSING-{clock.to_local(closure.closes_at):%d-%m-%y}"


def _remind(found: list[tuple[Contact, Cover]], *, closure: Closure, at: datetime) -> None:
    """An hour before closing: everybody on duty and the managers; the named list of a restricted one its holders."""
    told = (
        [*on_duty(at=at), *front_door_managers(at=at)]
        if any(not row.is_restricted for row, _ in found)
        else []
    )
    for user in dict.fromkeys(told):
        tell(
            to=user, kind="referrals.closing_soon", reference=reference_of(closure), path=PAGE,
            key=f"closing:{_stamp(closure)}:soon",
        )  # fmt: skip
    for contact, _ in found:
        for holder in holders_now(contact) if contact.is_restricted else []:
            tell(
                to=holder.user, kind="referrals.closing_soon", reference=contact.reference, path=contact.path,
                key=f"closing:{_stamp(closure)}:{contact.public_id}:soon",
            )  # fmt: skip


def _chain(at: datetime) -> list[User]:
    """Who is paged, one after another: the managers on call for the front door, then the duty directors."""
    people = [*front_door_managers(at=at), *on_call(OnCallDuty.DUTY_DIRECTOR, at=at)]
    if not people:
        log.error("closure check: nobody is on call to be paged")
    return list(dict.fromkeys(people))


def _paged_from(cover: Cover, closure: Closure) -> datetime:
    """What was handed on while closed waits a quarter of an hour for its answer; what was left at closing, not at all."""
    start = cover.since or closure.closes_at
    offer = cover.last_offer
    if offer is not None and offer.offered_at >= closure.closes_at and offer.declined_at is None:
        start = max(start, offer.offered_at + URGENT_WAIT)
    return start


def _step(contact: Contact, start: datetime, at: datetime) -> int:
    """How many times the next in line should have been paged by now; below nought, nobody yet."""
    if at < start:
        return -1
    wait: timedelta = URGENT_WAIT if contact.rag == Rag.RED or contact.is_unread else ORDINARY_WAIT
    return int((at - start) / wait)


def _page(contact: Contact, cover: Cover, *, chain: list[User], closure: Closure, at: datetime) -> None:
    """Reds one by one; the rest one page for all that were lost in the same moment."""
    start = _paged_from(cover, closure)
    step = _step(contact, start, at)
    alone = contact.rag == Rag.RED
    about = str(contact.public_id) if alone else "left"
    for number, user in enumerate(chain[: step + 1]):
        tell(
            to=user,
            kind="referrals.uncovered_red" if alone else "referrals.uncovered",
            reference=contact.reference if alone else reference_of(closure),
            path=contact.path if alone else f"{PAGE}?left=1",
            key=f"closing:{_stamp(closure)}:{about}:{start:%d%H%M}:{number}",
        )


def _page_named_list(contact: Contact, cover: Cover, *, closure: Closure, at: datetime) -> None:
    """A restricted concern is no business of the shared chain: its holders, then the next whom nothing ties to it."""
    step = _step(contact, _paged_from(cover, closure), at)
    holders = holders_now(contact)
    for holder in holders if step >= 0 else []:
        tell(
            to=holder.user, kind="referrals.uncovered", reference=contact.reference, path=contact.path,
            key=f"closing:{_stamp(closure)}:{contact.public_id}:held",
        )  # fmt: skip
    if step >= 1 and all(holder.acknowledged_at for holder in holders):
        # Somebody took it by day and is not on call by night.
        reach_on_call(contact=contact, by=system_user())


def _offer_to_the_next_shift(contact: Contact, cover: Cover, *, closure: Closure, at: datetime) -> Cover:
    """Whoever had it, or was asked, is no longer on call: the one who is now is asked at once."""
    last = cover.last_offer
    workers = out_of_hours_workers(closure=closure, at=at)
    if last is None or not workers or last.declined_at is not None:
        return cover
    if any(row.to in workers for row in cover.waiting):
        return cover
    cover.last_offer = make_offer(
        contact, to=workers[0], by=system_user(), at=at, closure=closure, kind=OfferKind.SHIFT_ENDED
    )
    return cover
