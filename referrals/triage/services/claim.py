"""Taking a concern on: it lapses visibly, a manager can take it over, reading it is a person's act (safety b, c)."""

from django.db import transaction

from accounts.access import holds
from accounts.models import User
from accounts.permissions import Permission
from core import clock, workflow
from core.history import acting
from deadlines.services import hand_over_clocks
from outbox.services import tell
from referrals.contacts.enums import ContactStatus
from referrals.contacts.exceptions import ClaimHeld
from referrals.contacts.models import Contact
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.contacts.selectors import front_door_managers
from referrals.contacts.workflow import CONTACT
from referrals.duty.selectors import shift_ends
from referrals.triage.clocks import is_held

_CLAIM = ("claimed_at", "claimed_by", "claim_touched_at", "claim_until")


@transaction.atomic
def claim(*, contact: Contact, by: User) -> Contact:
    """This worker is on it; a colleague's claim that has not lapsed stands."""
    row = workflow.lock(contact)
    require_triage(by, row)
    require_undecided(row)
    now = clock.now()
    if is_held(row, at=now) and row.claimed_by_id != by.pk:
        raise ClaimHeld(
            f"{row.claimed_by} is on it. Their claim lapses when they are idle, or a manager takes it over."
        )
    return _take(row, by=by)


@transaction.atomic
def take_over(*, contact: Contact, by: User, reason: str) -> Contact:
    """A manager takes a concern from whoever is on it."""
    row = workflow.lock(contact)
    require_triage(by, row, Permission.CONTACT_TAKE_OVER)
    require_undecided(row)
    return _take(row, by=by, reason=reason)


def _take(row: Contact, *, by: User, reason: str = "claimed") -> Contact:
    now = clock.now()
    if row.claimed_by_id != by.pk or not is_held(row, at=now):
        row.claimed_at = now
    row.claimed_by, row.claim_touched_at, row.claim_until = by, now, shift_ends(by, at=now)
    with acting(by=by, reason=reason):
        row.save(update_fields=list(_CLAIM))
        hand_over_clocks(subject=row, owner=by, by=by)
    return row


@transaction.atomic
def release_claim(*, contact: Contact, by: User) -> Contact:
    """Given back to the queue by whoever is on it, or by a manager."""
    row = workflow.lock(contact)
    require_triage(by, row)
    if row.claimed_by_id == by.pk or holds(by, Permission.CONTACT_TAKE_OVER):
        row.claimed_at = row.claimed_by = row.claim_touched_at = row.claim_until = None
        with acting(by=by, reason="claim released"):
            row.save(update_fields=list(_CLAIM))
            hand_over_clocks(subject=row, owner=None, by=by)
    return row


def keep_from_family(contact: Contact, *, by: User) -> None:
    """Whoever is on it turns out to be linked to somebody it names: it goes back, and the managers are told (safety p).

    In the caller's transaction; the worker is not told why it is gone, nor that it is.
    """
    holder = contact.claimed_by
    if holder is None or Contact.objects.for_triage(holder).filter(pk=contact.pk).exists():
        return
    contact.claimed_at = contact.claimed_by = contact.claim_touched_at = contact.claim_until = None
    contact.save(update_fields=list(_CLAIM))
    hand_over_clocks(subject=contact, owner=None, by=by)
    for manager in front_door_managers():
        if Contact.objects.for_triage(manager).filter(pk=contact.pk).exists():
            tell(
                to=manager,
                kind="referrals.not_for_them",
                reference=contact.reference,
                path=contact.path,
                key=f"not-for:{contact.public_id}:{holder.pk}",
            )


@transaction.atomic
def mark_read(*, contact: Contact, by: User) -> Contact:
    """A person says that they have read it; an open page says nothing."""
    row = workflow.lock(contact)
    require_triage(by, row, Permission.CONTACT_QUEUE, Permission.CONTACT_TRIAGE)
    now = clock.now()
    with acting(by=by, reason="concern read"):
        if row.status == ContactStatus.RECEIVED and holds(by, Permission.CONTACT_TRIAGE):
            row = workflow.apply(row, "read", workflow=CONTACT, by=by, at=now)
        if row.first_read_at is None:
            row.first_read_at, row.first_read_by = now, by
        row.is_unread = False
        row.save(update_fields=["first_read_at", "first_read_by", "is_unread"])
    return row
