"""Rating a concern: up by anybody at the front door, down by a manager alone, always with the reason."""

from datetime import datetime

from django.db import transaction

from accounts.access import holds, require
from accounts.models import User
from accounts.permissions import Permission
from core import clock, workflow
from core.errors import DomainError
from core.history import acting
from outbox.services import once, tell
from referrals.contacts import clocks
from referrals.contacts.enums import GRAVITY, ContactStatus, Rag, RatingSource
from referrals.contacts.models import Contact, RagRating
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.contacts.selectors import front_door_team, holders_now, on_duty
from referrals.contacts.workflow import CONTACT
from referrals.ports import rated_higher


def refresh_due(contact: Contact) -> None:
    """Write down the earliest moment the concern is awaited, where the queue reads it."""
    due = clocks.earliest_due(contact)
    if contact.due_at != due:
        contact.due_at = due
        contact.save(update_fields=["due_at"])


def set_rating(*, contact: Contact, rag: str, reason: str, source: str, by: User, at: datetime) -> RagRating:
    """Write a rating down, run its clock and announce a new red to all on duty."""
    before = contact.rag
    row: RagRating = RagRating.objects.create(
        contact=contact, rag=rag, before=before, source=source, reason=reason.strip(),
        set_at=at, set_by=by, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    contact.rag = rag
    contact.version += 1
    contact.save(update_fields=["rag", "version"])
    holders = holders_now(contact) if contact.is_restricted else []
    clocks.restart_for_rating(
        contact,
        rag=rag,
        by=by,
        at=at,
        team=front_door_team(),
        owner=holders[0].user if holders else contact.claimed_by,
    )
    if GRAVITY[rag] > GRAVITY[before]:  # type: ignore[index]
        rated_higher.ask(contact, by, at)
    if rag == Rag.RED and before != Rag.RED:
        for user in [holder.user for holder in holders] if contact.is_restricted else on_duty(at=at):
            tell(
                to=user,
                kind="referrals.red",
                reference=contact.reference,
                path=contact.path,
                key=f"red:{contact.public_id}:{row.public_id}",
            )
    return row


@transaction.atomic
def rate(
    *, contact: Contact, by: User, rag: str, reason: str, version: int | None = None, key: str = ""
) -> RagRating:
    """A worker rates; every rating and its reason are kept, a lower one is a manager's."""

    def write() -> str:
        row = workflow.lock(contact, version=version)
        require_triage(by, row, Permission.CONTACT_QUEUE, Permission.CONTACT_TRIAGE)
        require_undecided(row)
        if rag not in Rag.values:
            raise DomainError("Choose red, amber or green.", field="rag")
        if not reason.strip():
            raise DomainError("Say why.", field="reason")
        if GRAVITY[rag] < GRAVITY[row.rag]:  # type: ignore[index]
            require(by, Permission.CONTACT_RATE_DOWN)
        now = clock.now()
        with acting(by=by, reason=f"rated {rag}"):
            if row.status in (ContactStatus.RECEIVED, ContactStatus.LOGGED) and holds(
                by, Permission.CONTACT_TRIAGE
            ):
                row = workflow.apply(row, "rate", workflow=CONTACT, by=by, at=now, reason=reason)
                if row.first_read_at is None:
                    row.first_read_at, row.first_read_by = now, by
                row.is_unread = False
                row.save(update_fields=["first_read_at", "first_read_by", "is_unread"])
            rating = set_rating(
                contact=row, rag=rag, reason=reason, source=RatingSource.PERSON, by=by, at=now
            )
            touch_claim(row, by=by, at=now)
            refresh_due(row)
        return str(rating.public_id)

    found: RagRating = RagRating.objects.get(public_id=once(by=by, action="contact.rate", key=key, do=write))
    return found


def touch_claim(contact: Contact, *, by: User, at: datetime) -> None:
    """The claimant is at work on it: their claim does not lapse from here."""
    if contact.claimed_by_id == by.pk:
        contact.claim_touched_at = at
        contact.save(update_fields=["claim_touched_at"])
