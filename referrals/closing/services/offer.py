"""A concern goes to a named out-of-hours worker; until they accept it nothing is covered (safety a)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import clock, workflow
from core.errors import DomainError, NotPermitted, WrongState
from core.history import acting
from deadlines.services import hand_over_clocks
from outbox.services import once, tell
from referrals.closing.clocks import Closure, closure_at
from referrals.closing.enums import OfferKind
from referrals.closing.models import OutOfHoursOffer
from referrals.closing.selectors import accepted_until, out_of_hours_workers
from referrals.contacts.models import Contact
from referrals.contacts.permissions import is_holder, require_triage, require_undecided, works_out_of_hours
from referrals.contacts.selectors import front_door_managers
from referrals.contacts.services import name_holder
from referrals.triage.clocks import is_held


@transaction.atomic
def offer_out_of_hours(
    *, contact: Contact, to: User, by: User, note: str = "", key: str = ""
) -> OutOfHoursOffer:
    """Hand an undecided concern to a worker who is on call when the front door closes; they have to accept it."""

    def write() -> str:
        row = workflow.lock(contact)
        require_triage(by, row)
        require_undecided(row)
        now = clock.now()
        closure = closure_at(now)
        if to not in out_of_hours_workers(closure=closure, at=now):
            raise DomainError("Choose somebody who is on call for the out-of-hours team.", field="to")
        with acting(by=by, reason="offered to the out-of-hours team"):
            if row.is_restricted and not is_holder(to, row):
                name_holder(contact=row, user=to, by=by, reason=f"Out of hours: {note or 'handed over'}")
            made = make_offer(
                row, to=to, by=by, at=now, closure=closure, kind=OfferKind.HANDED_OVER, note=note.strip()
            )
        return str(made.public_id)

    found: OutOfHoursOffer = OutOfHoursOffer.objects.get(
        public_id=once(by=by, action="contact.offer", key=key, do=write)
    )
    return found


def make_offer(
    contact: Contact, *, to: User, by: User, at: datetime, closure: Closure, kind: OfferKind, note: str = ""
) -> OutOfHoursOffer:
    """One waiting offer a concern, worker and closure; they are told."""
    waiting = OutOfHoursOffer.objects.waiting().of_closure(closure.closes_at)
    existing: OutOfHoursOffer | None = waiting.filter(contact=contact, to=to).first()
    if existing is not None:
        return existing
    made: OutOfHoursOffer = OutOfHoursOffer.objects.create(
        contact=contact, round=contact.round, kind=kind, to=to, closes_at=closure.closes_at, opens_at=closure.opens_at,
        offered_at=at, offered_by=by, note=note, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    for worker in dict.fromkeys([to, *out_of_hours_workers(closure=closure, at=at)]):
        # What arrives at night reaches everybody on call; what is handed over, the one it is handed to.
        if worker == to or kind != OfferKind.HANDED_OVER:
            tell(
                to=worker,
                kind="referrals.offered",
                reference=contact.reference,
                path=f"/front-door/offers/{made.public_id}/",
                key=f"offered:{made.public_id}",
            )
    return made


def offer_on_arrival(contact: Contact, by: User, at: datetime) -> None:
    """What reaches a closed front door goes to the out-of-hours worker at once; a restricted one has its own list."""
    closure = closure_at(at)
    if contact.is_restricted or not closure.is_closed(at):
        return
    for worker in out_of_hours_workers(closure=closure, at=at)[:1]:
        make_offer(contact, to=worker, by=by, at=at, closure=closure, kind=OfferKind.ARRIVED)


def _answering(offer: OutOfHoursOffer, *, by: User) -> tuple[Contact, OutOfHoursOffer]:
    """The concern, then its offer, both locked; for whoever is on call, or it was offered to."""
    contact = workflow.lock(offer.contact)
    row: OutOfHoursOffer = (
        OutOfHoursOffer.objects.select_for_update(of=("self",))
        .select_related("to", "accepted_by")
        .get(pk=offer.pk)
    )
    require_triage(by, contact)
    now = clock.now()
    on = out_of_hours_workers(closure=Closure(row.closes_at, row.opens_at), at=now)
    if not works_out_of_hours(by) or (by not in on and by.pk != row.to_id):
        raise NotPermitted("Only an out-of-hours worker who is on call accepts or declines it.")
    require_undecided(contact)
    if row.opens_at <= now:
        raise WrongState("The front door is open again: this offer is over.")
    if row.declined_at is not None:
        raise WrongState("This offer was declined. The manager has been told.")
    return contact, row


@transaction.atomic
def accept_offer(*, offer: OutOfHoursOffer, by: User, note: str, key: str = "") -> OutOfHoursOffer:
    """This worker has it until the front door opens or their shift ends; its clocks are theirs and never pause."""

    def write() -> str:
        contact, row = _answering(offer, by=by)
        if row.accepted_at is not None:
            if row.accepted_by_id == by.pk:
                return str(row.public_id)
            raise WrongState(f"{row.accepted_by} has accepted it already.")
        if not note.strip():
            raise DomainError("Say what you will do, and when.", field="note")
        now = clock.now()
        with acting(by=by, reason="accepted out of hours"):
            row.accepted_at, row.accepted_by, row.accept_note = now, by, note.strip()
            row.version += 1
            row.save(update_fields=["accepted_at", "accepted_by", "accept_note", "version"])
            hand_over_clocks(subject=contact, owner=by, by=by)
            if closure_at(now).is_closed(now) or not is_held(contact, at=now):
                contact.claimed_at = contact.claim_touched_at = now
                # Theirs through the closure, though they accept it before the office has closed.
                contact.claimed_by = by
                contact.claim_until = accepted_until(by, closure=Closure(row.closes_at, row.opens_at), at=now)
                contact.save(update_fields=["claimed_at", "claimed_by", "claim_touched_at", "claim_until"])
        return str(row.public_id)

    found: OutOfHoursOffer = OutOfHoursOffer.objects.get(
        public_id=once(by=by, action="contact.accept_offer", key=key, do=write)
    )
    return found


@transaction.atomic
def decline_offer(*, offer: OutOfHoursOffer, by: User, reason: str) -> OutOfHoursOffer:
    """Not taken: whoever offered it and the managers hear at once, for nothing covers it now."""
    contact, row = _answering(offer, by=by)
    if row.accepted_at is not None:
        raise WrongState("It was accepted: decide it, or let a manager take it over.")
    if not reason.strip():
        raise DomainError("Say why you cannot take it.", field="reason")
    now = clock.now()
    with acting(by=by, reason="declined out of hours"):
        row.declined_at, row.declined_by, row.decline_reason = now, by, reason.strip()
        row.version += 1
        row.save(update_fields=["declined_at", "declined_by", "decline_reason", "version"])
        told = [row.offered_by] if row.offered_by.kind == "HUMAN" and not contact.is_restricted else []
        if contact.is_restricted:
            told = [holder.user for holder in contact.holders.filter(ended_at__isnull=True)]
        else:
            told += front_door_managers(at=now)
        for user in dict.fromkeys(told):
            if user.pk != by.pk:
                tell(
                    to=user,
                    kind="referrals.declined",
                    reference=contact.reference,
                    path=contact.path,
                    key=f"declined:{row.public_id}",
                )
    return row


def answers_for_it_now(contact: Contact, at: datetime) -> list[User]:
    """Who accepted it for the closure that runs now: they hear of what is added."""
    closure = closure_at(at)
    if not closure.is_closed(at):
        return []
    rows = OutOfHoursOffer.objects.of_closure(closure.closes_at).filter(
        contact=contact, round=contact.round, accepted_at__isnull=False
    )
    return [row.accepted_by for row in rows.select_related("accepted_by").order_by("pk") if row.accepted_by]
