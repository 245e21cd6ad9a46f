"""More about a concern that was sent: it is unread again, and a decided one is opened again."""

from django.db import transaction

from accounts.models import User
from core import clock, workflow
from core.errors import DomainError
from core.history import acting
from outbox.services import once, tell
from referrals.contacts import clocks
from referrals.contacts.models import Contact, ContactAddition
from referrals.contacts.permissions import may_know_it_is_decided, require_may_add
from referrals.contacts.selectors import front_door_managers, front_door_team, holders_now
from referrals.contacts.services.rate import refresh_due
from referrals.contacts.workflow import CONTACT
from referrals.ports import answers_for_it_now, reached_undecided


@transaction.atomic
def add_to_contact(
    *, contact: Contact, by: User, text: str, key: str = "", is_disagreement: bool = False
) -> ContactAddition:
    """What was added is read before anything that waits: the line is new again, its rating looked at again."""

    def write() -> str:
        row = workflow.lock(contact)
        require_may_add(by, row)
        if not text.strip():
            raise DomainError("Say what you want to add.", field="text")
        # The same words to one who may not know that it is decided (safety g).
        if is_disagreement and (row.is_undecided or not may_know_it_is_decided(row)):
            raise DomainError("Nothing has been decided yet: add to the concern instead.", field="text")
        now = clock.now()
        with acting(by=by, reason="added to a concern"):
            if not row.is_undecided:
                row = _reopen(
                    row, by=by, reason="Disagreement of the referrer" if is_disagreement else "Added to"
                )
            addition = ContactAddition.objects.create(
                contact=row,
                text=text.strip(),
                is_disagreement=is_disagreement,
                recorded_at=now,
                recorded_by=by,
            )
            row.is_unread = True
            row.version += 1
            row.save(update_fields=["is_unread", "version"])
            _tell(row, addition)
        return str(addition.public_id)

    found: ContactAddition = ContactAddition.objects.get(
        public_id=once(by=by, action="contact.add", key=key, do=write)
    )
    return found


def disagree(*, contact: Contact, by: User, text: str, key: str = "") -> ContactAddition:
    """The referrer disagrees with the outcome: the concern is opened again and a manager is told."""
    return add_to_contact(contact=contact, by=by, text=text, key=key, is_disagreement=True)


def _reopen(contact: Contact, *, by: User, reason: str) -> Contact:
    """Another round: undecided, unrated and under a decision clock of its own."""
    now = clock.now()
    row = workflow.apply(contact, "reopen", workflow=CONTACT, by=by, at=now, reason=reason)
    row.round += 1
    row.rag = ""
    row.decided_at = row.decided_by = row.claimed_at = row.claimed_by = None
    row.claim_touched_at = row.claim_until = None
    row.save(
        update_fields=[
            "round",
            "rag",
            "decided_at",
            "decided_by",
            "claimed_at",
            "claimed_by",
            "claim_touched_at",
            "claim_until",
        ]
    )
    holders = holders_now(row) if row.is_restricted else []
    clocks.start_on_receipt(
        row,
        by=by,
        at=now,
        team=front_door_team(),
        owner=holders[0].user if holders else None,
        acknowledge=False,
    )
    refresh_due(row)
    reached_undecided.ask(row, by, now)
    return row


def _tell(contact: Contact, addition: ContactAddition) -> None:
    """The holders of a restricted concern; else whoever is on it, and a manager where somebody disagrees."""
    if contact.is_restricted:
        told = [holder.user for holder in holders_now(contact)]
    else:
        told = [contact.claimed_by] if contact.claimed_by else []
        told += [user for users in answers_for_it_now.ask(contact, clock.now()) for user in users]
        told += front_door_managers() if addition.is_disagreement else []
    for user in dict.fromkeys(told):
        if user.pk != addition.recorded_by_id:
            tell(
                to=user,
                kind="referrals.disagreed" if addition.is_disagreement else "referrals.added",
                reference=contact.reference,
                path=contact.path,
                key=f"added:{addition.public_id}",
            )
