"""Whoever gathered proposes; somebody else decides (safety f)."""

from django.db import transaction

from accounts.models import User
from core import clock, workflow
from core.errors import DomainError
from core.history import acting
from outbox.services import once, tell
from referrals.contacts.models import Contact
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.contacts.selectors import front_door_managers
from referrals.decisions.models import Proposal


@transaction.atomic
def propose(*, contact: Contact, by: User, tier: int, text: str, key: str = "") -> Proposal:
    """What the gatherer thinks should be done, told to the managers."""

    def write() -> str:
        row = workflow.lock(contact)
        require_triage(by, row)
        require_undecided(row)
        if tier not in (1, 2, 3, 4):
            raise DomainError("Choose a tier.", field="tier")
        if not text.strip():
            raise DomainError("Say what you propose and why.", field="text")
        now = clock.now()
        with acting(by=by, reason="decision proposed"):
            proposal = Proposal.objects.create(
                contact=row, round=row.round, tier=tier, text=text.strip(), recorded_at=now, recorded_by=by
            )
            for manager in front_door_managers():
                if not row.is_restricted and manager.pk != by.pk:
                    tell(
                        to=manager,
                        kind="referrals.to_decide",
                        reference=row.reference,
                        path=row.path,
                        key=f"propose:{proposal.public_id}",
                    )
        return str(proposal.public_id)

    found: Proposal = Proposal.objects.get(public_id=once(by=by, action="contact.propose", key=key, do=write))
    return found
