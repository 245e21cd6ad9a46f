"""Reminding an agency, by hand and by the clock; a question that is no longer needed (safety i)."""

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import answerable_for, system_user
from core import clock
from core.errors import WrongState
from core.history import acting
from outbox.services import tell
from referrals.contacts.models import Contact
from referrals.contacts.permissions import require_triage
from referrals.information import clocks
from referrals.information.enums import ChaseStep
from referrals.information.models import InformationChase, InformationRequest
from referrals.information.services.ask import tell_agency


def _locked(number: int) -> InformationRequest | None:
    found: InformationRequest | None = (
        InformationRequest.objects.select_for_update(of=("self",))
        .select_related("contact", "agency", "team", "asked_by", "asked_of")
        .filter(pk=number)
        .first()
    )
    return found


@transaction.atomic
def chase(*, request: InformationRequest, by: User) -> InformationRequest:
    """Remind an agency that has not answered."""
    row = _locked(request.pk) or request
    require_triage(by, row.contact, Permission.INFORMATION_ASK)
    if row.replied_at or row.withdrawn_at:
        raise WrongState("This question is no longer open.")
    _remind(row, ChaseStep.HAND, by=by)
    return row


@transaction.atomic
def chase_by_clock(*, request_id: int, step: str) -> None:
    """Half of the time has gone, or all of it: the agency is reminded, and at the end whoever waits is told."""
    row = _locked(request_id)
    if row is None or row.replied_at or row.withdrawn_at or not row.contact.is_undecided:
        return
    if InformationChase.objects.filter(request=row, step=step).exists():
        return
    _remind(row, ChaseStep(step), by=system_user())
    if step == ChaseStep.DUE:
        tell(
            to=answerable_for(row.contact.claimed_by or row.asked_by),
            kind="referrals.unanswered",
            reference=row.contact.reference,
            path=row.contact.path,
            key=f"unanswered:{row.public_id}",
        )


def _remind(row: InformationRequest, step: ChaseStep, *, by: User) -> None:
    now = clock.now()
    row.chased_at, row.chased_by = now, by
    row.version += 1
    with acting(by=by, reason="reminded"):
        row.save(update_fields=["chased_at", "chased_by", "version"])
        InformationChase.objects.create(request=row, step=step, recorded_at=now, recorded_by=by)
        tell_agency(row, kind="referrals.chased")


@transaction.atomic
def withdraw(*, request: InformationRequest, by: User) -> InformationRequest:
    """The answer is no longer needed."""
    row = _locked(request.pk) or request
    require_triage(by, row.contact, Permission.INFORMATION_ASK)
    if row.withdrawn_at is None and row.replied_at is None:
        row.withdrawn_at, row.withdrawn_by = clock.now(), by
        row.version += 1
        with acting(by=by, reason="question withdrawn"):
            row.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
            clocks.not_awaited(request=row, by=by, reason="no longer needed")
    return row


def no_longer_awaited(*, contact: Contact, by: User) -> None:
    """The concern is decided: answers may still come, nobody is chased for them any more."""
    open_rows = InformationRequest.objects.unanswered()  # type: ignore[attr-defined]
    for row in open_rows.filter(contact=contact):
        clocks.not_awaited(request=row, by=by, reason="decided without this answer")
