"""A manager looks next morning at what one person gathered and decided alone (safety f)."""

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import NotPermitted, WrongState
from core.history import acting
from referrals.contacts.permissions import require_triage
from referrals.decisions.models import Decision


@transaction.atomic
def ratify(*, decision: Decision, by: User, note: str = "") -> Decision:
    """Ratified by another than whoever decided; what should have been different goes into the note."""
    require_triage(by, decision.contact, Permission.CONTACT_SIGN_CLOSURE)
    row: Decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if row.decided_by_id == by.pk:
        raise NotPermitted("Somebody else ratifies your decision.")
    if not row.alone_because:
        raise WrongState("This decision needs no ratification.")
    if row.ratified_at is None:
        row.ratified_at, row.ratified_by, row.ratification_note = clock.now(), by, note.strip()
        row.version += 1
        with acting(by=by, reason="decision ratified"):
            row.save(update_fields=["ratified_at", "ratified_by", "ratification_note", "version"])
    return row
