"""A manager's word that a concern is safe over a closure, and until when (safety a)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from core import clock, workflow
from core.errors import DomainError
from core.govuk import words
from core.history import acting
from outbox.services import once
from referrals.closing.clocks import closure_at
from referrals.closing.models import SafeUntil
from referrals.contacts.models import Contact
from referrals.contacts.permissions import require_triage, require_undecided


@transaction.atomic
def sign_safe_until(
    *, contact: Contact, by: User, until: datetime, because: str, past_due_because: str = "", key: str = ""
) -> SafeUntil:
    """Safe until then, because: of a concern that somebody has read; past its legal limit only with the reason."""

    def write() -> str:
        row = workflow.lock(contact)
        # A restricted concern's holder signs it: the director or guardian who may grant access to it.
        granting = (Permission.RESTRICTION_GRANT,) if row.is_restricted else ()
        require_triage(by, row, Permission.CONTACT_SIGN_CLOSURE, *granting)
        require_undecided(row)
        now = clock.now()
        closure = closure_at(now)
        _check(row, until=until, because=because, past_due_because=past_due_because, now=now)
        latest = clock.at_local(clock.to_local(closure.opens_at).date(), 23, 59)
        if until > latest:
            raise DomainError(
                f"A signature holds for one closure: we open again {words.moment(closure.opens_at)}.",
                field="until",
            )
        if until <= closure.closes_at:
            raise DomainError(f"That is before we close, {words.moment(closure.closes_at)}.", field="until")
        with acting(by=by, reason="signed safe over a closure"):
            made: SafeUntil = SafeUntil.objects.create(
                contact=row,
                round=row.round,
                closes_at=closure.closes_at,
                until=until,
                because=because.strip(),
                due_at=row.due_at,
                past_due_because=past_due_because.strip(),
                rag=row.rag,
                additions=row.additions.count(),
                people=row.people.count(),
                recorded_at=now,
                recorded_by=by,
            )
        return str(made.public_id)

    found: SafeUntil = SafeUntil.objects.get(
        public_id=once(by=by, action="contact.safe_until", key=key, do=write)
    )
    return found


def _check(contact: Contact, *, until: datetime, because: str, past_due_because: str, now: datetime) -> None:
    if contact.is_unread:
        raise DomainError("Somebody has to read it before it can be signed.", field="because")
    if len(because.strip()) < 10:
        raise DomainError("Say what makes it safe until then.", field="because")
    if until <= now:
        raise DomainError("Choose a time to come.", field="until")
    if contact.due_at is not None and until > contact.due_at and not past_due_because.strip():
        raise DomainError(
            f"It is due {words.moment(contact.due_at)}: say why it may wait past its legal limit.",
            field="past_due_because",
        )
