"""A contact becomes a referral when the section 17 or 47 threshold is accepted (domain.md C2, C9)."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from core import clock, workflow
from core.errors import DomainError
from core.history import acting
from core.references import next_reference
from people.codes import choices
from people.enums import ReferenceKind
from people.services import record_reference
from referrals.decisions.enums import REFERRALS
from referrals.decisions.models import Decision, Referral, ReferralSubject
from referrals.decisions.selectors import previous_referral
from referrals.decisions.workflow import REFERRAL

# No referral more than forty weeks before a birth (national rule, domain.md C9).
LONGEST_BEFORE_BIRTH = timedelta(weeks=40)


def refer(*, decision: Decision, by: User, at: datetime) -> Referral:
    """One referral a decision, its people those whose threshold was accepted."""
    contact = decision.contact
    row: Referral = Referral.objects.create(
        reference=next_reference("RF", clock.to_local(at).date()),
        contact=contact,
        decision=decision,
        received_at=contact.received_at,
        source=contact.referrer_source,
        opened_at=at,
        opened_by=by,
        recorded_at=at,
        recorded_by=by,
    )
    for outcome in decision.outcomes.select_related("contact_person__person"):
        person = outcome.contact_person.person
        if outcome.outcome not in REFERRALS or person is None:
            continue
        birth = person.born_on or person.expected_on
        if birth and clock.to_local(contact.received_at).date() < birth - LONGEST_BEFORE_BIRTH:
            raise DomainError(
                "A referral cannot be made more than 40 weeks before the birth.", field="decisions"
            )
        ReferralSubject.objects.create(
            referral=row,
            person=person,
            contact_person=outcome.contact_person,
            previous=previous_referral(person, before=contact.received_at),
        )
        record_reference(
            person=person, kind=ReferenceKind.REFERRAL, reference=row.reference, by=by, made_at=at
        )
    return row


@transaction.atomic
def move_referral(
    *, referral: Referral, step: str, by: User, at: datetime | None = None, reason: str = ""
) -> Referral:
    """Assessment begins, a plan follows, or nothing more: said by the stage that does it."""
    with acting(by=by, reason=reason or f"referral: {step}"):
        return workflow.apply(referral, step, workflow=REFERRAL, by=by, at=at or clock.now(), reason=reason)


@transaction.atomic
def close_referral(
    *, referral: Referral, by: User, close_reason: str, at: datetime | None = None
) -> Referral:
    """The referral ends with its national reason for closing."""
    if close_reason not in dict(choices("CLOSURE_REASON")):
        raise DomainError("Choose the reason for closing.", field="close_reason")
    moment = at or clock.now()
    with acting(by=by, reason=f"closed {close_reason}"):
        row = workflow.apply(referral, "close", workflow=REFERRAL, by=by, at=moment, reason=close_reason)
        row.closed_at, row.closed_by, row.close_reason = moment, by, close_reason
        row.save(update_fields=["closed_at", "closed_by", "close_reason"])
    return row
