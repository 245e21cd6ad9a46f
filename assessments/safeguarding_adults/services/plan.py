"""The adult's own voice, and the plan of the enquiry (making safeguarding personal)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from assessments.safeguarding_adults import clocks
from assessments.safeguarding_adults.enums import Advocate, Enquirer, EnquiryStatus, RiskBefore
from assessments.safeguarding_adults.models import AdultEnquiry
from assessments.safeguarding_adults.permissions import require_open
from core import clock
from core.errors import DomainError, WrongState
from core.history import acting
from core.workflow import lock
from outbox.services import once
from referrals.contacts.enums import Answer

HEARD = frozenset(
    {
        "capacity", "capacity_note", "consent", "without_consent_because", "outcomes_asked", "not_asked_because",
        "desired_outcomes", "substantial_difficulty", "advocate", "advocate_name", "advocate_appointed_on",
    }
)  # fmt: skip


def in_hand(enquiry: AdultEnquiry, by: User, *statuses: str, version: int | None = None) -> AdultEnquiry:
    row = lock(enquiry, version=version)
    require(by, Permission.SECTION_42_WRITE)
    require_open(by, row)
    if row.status not in statuses:
        raise WrongState(f"This enquiry is {row.get_status_display().lower()}.")
    return row


@transaction.atomic
def hear_adult(
    *, enquiry: AdultEnquiry, by: User, version: int | None = None, **answers: Any
) -> AdultEnquiry:
    """What the adult wants, whether they consent and can decide, and who speaks for them where they cannot be heard."""
    if unknown := set(answers) - HEARD:
        raise TypeError(f"An adult enquiry does not record {sorted(unknown)}")
    row = in_hand(enquiry, by, EnquiryStatus.SCREENING, EnquiryStatus.ENQUIRY, version=version)
    for name, value in answers.items():
        setattr(row, name, value)
    _check_heard(row)
    row.version += 1
    with acting(by=by, reason="the adult was heard"):
        row.save(update_fields=[*answers, "version"])
        _advocate_clock(row, by)
    return row


def _check_heard(row: AdultEnquiry) -> None:
    if row.outcomes_asked == Answer.YES and not row.desired_outcomes.strip():
        raise DomainError("Write what the adult wants, in their words.", field="desired_outcomes")
    if row.outcomes_asked == Answer.NOT_ASKED and not row.not_asked_because.strip():
        raise DomainError("Say why the adult was not asked.", field="not_asked_because")
    if row.consent == Answer.NO and not row.without_consent_because.strip():
        raise DomainError(
            "Say why the enquiry goes on without consent: others at risk, a crime, coercion, vital interest.",
            field="without_consent_because",
        )
    if row.advocate:
        if row.advocate not in Advocate.values or not row.advocate_name.strip():
            raise DomainError("Name the advocate or the suitable person.", field="advocate_name")
        if row.advocate_appointed_on is None or row.advocate_appointed_on > clock.today():
            raise DomainError("Say when they were appointed.", field="advocate_appointed_on")


def _advocate_clock(row: AdultEnquiry, by: User) -> None:
    """Substantial difficulty and nobody suitable: an advocate before planning begins (Care Act s68)."""
    if row.substantial_difficulty != Answer.YES:
        clocks.advocate_settled(row, by=by, outcome="no substantial difficulty")
    elif row.advocate:
        clocks.advocate_settled(row, by=by, outcome=str(Advocate(row.advocate).label))
    elif row.planned_at is None:
        clocks.advocate_needed(row, at=clock.now(), by=by)


def plan_enquiry(
    *,
    enquiry: AdultEnquiry,
    by: User,
    planned_at: datetime,
    enquirer: str,
    enquirer_name: str,
    enquiry_question: str,
    risk_before: str,
    plan: str,
    enquiry_due_on: date | None = None,
    police_told: str = "",
    regulator_told: str = "",
    without_advocate_because: str = "",
    version: int | None = None,
    key: str = "",
) -> AdultEnquiry:
    """The planning meeting or call: who enquires into what by when, and what keeps the adult safe meanwhile."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="adult enquiry planned"):
            row = in_hand(enquiry, by, EnquiryStatus.ENQUIRY, version=version)
            if enquirer not in Enquirer.values:
                raise DomainError("Say who makes the enquiries.", field="enquirer")
            if not enquirer_name.strip():
                raise DomainError("Name the enquirer, and their organisation.", field="enquirer_name")
            if risk_before not in RiskBefore.values:
                raise DomainError("Say how great the risk is now.", field="risk_before")
            if planned_at > clock.now() or planned_at < row.started_at:
                raise DomainError("Planning lies between the decision and now.", field="planned_at")
            unheard = row.substantial_difficulty == Answer.YES and not row.advocate
            if unheard and not without_advocate_because.strip():
                raise DomainError(
                    "The adult has substantial difficulty and nobody speaks for them: appoint an advocate first, or say "
                    "why planning could not wait.",
                    field="without_advocate_because",
                )
            row.planned_at, row.planned_by = planned_at, by
            row.enquirer, row.enquirer_name, row.enquiry_question = enquirer, enquirer_name, enquiry_question
            row.enquiry_due_on, row.risk_before, row.plan = enquiry_due_on, risk_before, plan
            row.police_told, row.regulator_told = police_told, regulator_told
            row.without_advocate_because = without_advocate_because
            row.version += 1
            row.save()
            clocks.planned(row, at=planned_at, by=by)
        return row.reference

    once(by=by, action="adult_enquiry.plan", key=key, do=do)
    enquiry.refresh_from_db()
    return enquiry
