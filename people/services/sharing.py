"""What a family agrees to, what is told to whom or kept back, and warnings that are looked at again."""

from datetime import date, timedelta

from django.db import transaction

from accounts.models import Agency, User
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from people.enums import ConsentAnswer, SharingBasis, SharingChoice
from people.models import EngagementConsent, Person, SafeAddress, SafetyWarning, SharingDecision
from people.ports import review_awaited, review_over
from people.telling import tell_workers

LONGEST_WARNING = 184
_KEPT_BACK = frozenset({SharingBasis.DETRIMENT, SharingBasis.NOT_NEEDED, SharingBasis.THIRD_PARTY})


@transaction.atomic
def record_consent(
    *, person: Person, by: User, answer: str, given_by: str, scope: str, said_on: date
) -> EngagementConsent:
    """Somebody agreed or refused to be worked with; it is never the ground on which a record is kept."""
    if answer not in ConsentAnswer.values:
        raise DomainError("Choose what they said.", field="answer")
    if said_on > clock.today():
        raise DomainError("The day must not be in the future.", field="said_on")
    if len(scope.strip()) < 3:
        raise DomainError("Say what they were asked.", field="scope")
    with acting(by=by, reason="consent to engage recorded"):
        row: EngagementConsent = EngagementConsent.objects.create(
            person=person,
            answer=answer,
            given_by=given_by.strip(),
            scope=scope.strip(),
            said_on=said_on,
            recorded_at=clock.now(),
            recorded_by=by,
        )
    return row


@transaction.atomic
def withdraw_consent(*, consent: EngagementConsent, by: User, words: str) -> EngagementConsent:
    """The family takes its yes back: help by agreement stops, whoever works with them is told at once.

    What the law asks for goes on: safeguarding never rested on it (UK GDPR art 6(1)(e), Children Act 1989).
    """
    row = EngagementConsent.objects.select_for_update().get(pk=consent.pk)
    if row.withdrawn_at is not None:
        raise WrongState("This consent was withdrawn already.")
    if row.answer != ConsentAnswer.AGREED:
        raise WrongState("Nothing was agreed to that could be withdrawn.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_words = clock.now(), by, words.strip()[:400]
    row.version += 1
    with acting(by=by, reason="consent to engage withdrawn"):
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_words", "version"])
    tell_workers(person=row.person, kind="CONSENT_WITHDRAWN", key=f"consent:{row.public_id}", besides=by)
    return row


@transaction.atomic
def decide_sharing(
    *,
    person: Person,
    by: User,
    choice: str,
    what: str,
    basis: str,
    reason: str,
    agency: Agency | None = None,
    to_whom: str = "",
) -> SharingDecision:
    """What was told or kept back, with whom, on which ground and why; both judgements are written down alike."""
    if choice not in SharingChoice.values:
        raise DomainError("Choose whether it is shared.", field="choice")
    if basis not in SharingBasis.values:
        raise DomainError("Choose the ground.", field="basis")
    if (basis in _KEPT_BACK) != (choice == SharingChoice.DO_NOT_SHARE):
        raise DomainError("This ground does not fit the decision.", field="basis")
    if agency is None and not to_whom.strip():
        raise DomainError("Say with whom.", field="to_whom")
    if len(reason.strip()) < 10:
        raise DomainError("Say in a sentence why: necessary, proportionate, relevant?", field="reason")
    row: SharingDecision = SharingDecision.objects.create(
        person=person,
        choice=choice,
        what=what.strip(),
        agency=agency,
        to_whom=to_whom.strip(),
        basis=basis,
        reason=reason.strip(),
        decided_at=clock.now(),
        decided_by=by,
    )
    return row


@transaction.atomic
def review_warning(
    *, warning: SafetyWarning, by: User, still_holds: bool, review_on: date | None = None, reason: str = ""
) -> SafetyWarning:
    """A warning to visiting staff is looked at: it holds until another day, or it ends with a reason (safety t)."""
    row = SafetyWarning.objects.select_for_update().get(pk=warning.pk)
    today = clock.today()
    if row.ends_on is not None and row.ends_on < today:
        raise WrongState("This warning has ended.")
    row.reviewed_at, row.reviewed_by = clock.now(), by
    if still_holds:
        if review_on is None or not today < review_on <= today + timedelta(days=LONGEST_WARNING):
            raise DomainError("Review the warning within six months.", field="review_on")
        row.review_on = review_on
    else:
        if len(reason.strip()) < 5:
            raise DomainError("Say why visitors are safe without it.", field="reason")
        row.ends_on, row.end_reason = today - timedelta(days=1), reason.strip()[:200]
        row.starts_on = min(row.starts_on, row.ends_on)
    row.version += 1
    with acting(by=by, reason="warning to staff reviewed"):
        row.save(
            update_fields=[
                "reviewed_at", "reviewed_by", "review_on", "starts_on", "ends_on", "end_reason", "version",
            ]
        )  # fmt: skip
        review_over.ask(record=row, by=by)
        if still_holds:
            review_awaited.ask(record=row, by=by)
    return row


@transaction.atomic
def end_safe_address(*, address: SafeAddress, by: User, ends_on: date, reason: str) -> SafeAddress:
    """Nobody lives at a confidential address any more; it is kept, and stays as confidential as it was."""
    row = SafeAddress.objects.select_for_update().get(pk=address.pk)
    if row.ends_on is not None:
        raise WrongState("This address has ended already.")
    if not row.starts_on <= ends_on <= clock.today():
        raise DomainError("The last day lies between the first day and today.", field="ends_on")
    row.ends_on = ends_on
    row.version += 1
    with acting(by=by, reason=reason or "confidential address ended"):
        row.save(update_fields=["ends_on", "version"])
    return row
