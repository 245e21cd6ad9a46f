"""The council's own decisions on an adult enquiry: the test, the findings, the end."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from assessments.safeguarding_adults import clocks
from assessments.safeguarding_adults.enums import EnquiryStatus, Finding, OutcomesMet, RiskAfter
from assessments.safeguarding_adults.models import AdultEnquiry, AdultFinding
from assessments.safeguarding_adults.permissions import check_kinds
from assessments.safeguarding_adults.services.plan import in_hand
from assessments.safeguarding_adults.workflow import ADULT_ENQUIRY
from core import clock
from core.errors import DomainError
from core.history import acting
from core.workflow import apply, check, lock
from outbox.services import once
from referrals.contacts.enums import Answer


def _step(
    enquiry: AdultEnquiry, name: str, *, by: User, why: str, version: int | None, **answers: Any
) -> AdultEnquiry:
    """Permission and state first; then the answers that the new status rests on, then the status."""
    row = lock(enquiry, version=version)
    check(row, name, workflow=ADULT_ENQUIRY, by=by)
    for field, value in answers.items():
        setattr(row, field, value)
    row.save(update_fields=list(answers))
    return apply(row, name, workflow=ADULT_ENQUIRY, by=by, at=clock.now(), reason=why)


def apply_test(
    *,
    enquiry: AdultEnquiry,
    by: User,
    has_needs: bool,
    at_risk: bool,
    cannot_protect: bool,
    reason: str,
    kinds: list[str],
    place: str = "",
    source: str = "",
    position_of_trust: str = "",
    other_help: str = "",
    late_reason: str = "",
    version: int | None = None,
    key: str = "",
) -> AdultEnquiry:
    """Needs for care and support; abuse or neglect, or its risk; unable to protect themselves because of the needs.

    All three, and the duty to enquire arises; else help of another kind is named.
    """
    met = has_needs and at_risk and cannot_protect

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="three-part test applied"):
            now = clock.now()
            row = _step(
                enquiry, "enquire" if met else "not_met", by=by, why=reason, version=version, has_needs=has_needs,
                at_risk=at_risk, cannot_protect=cannot_protect, test_reason=reason.strip(), kinds=kinds, place=place,
                other_help=other_help.strip(), source=source, position_of_trust=position_of_trust, tested_at=now,
                tested_by=by,
            )  # fmt: skip
            if not reason.strip():
                raise DomainError("Say why.", field="reason")
            check_kinds(kinds)
            if not met and not other_help.strip():
                raise DomainError("Name the help that is offered instead.", field="other_help")
            clocks.tested(row, at=now, by=by, met=met, late_reason=late_reason)
        return row.reference

    once(by=by, action="adult_enquiry.test", key=key, do=do)
    enquiry.refresh_from_db()
    return enquiry


def record_findings(
    *,
    enquiry: AdultEnquiry,
    by: User,
    findings: Mapping[str, str],
    found: str,
    version: int | None = None,
    key: str = "",
) -> AdultEnquiry:
    """What the enquiry found, for each kind of abuse that was feared: that ends the enquiry itself."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="findings of an adult enquiry"):
            row = in_hand(enquiry, by, EnquiryStatus.ENQUIRY, version=version)
            if row.planned_at is None:
                raise DomainError("Plan the enquiry first.", field="found")
            if set(findings) != set(row.kinds) or set(findings.values()) - set(Finding.values):
                raise DomainError("Say for each kind of abuse what was found.", field="findings")
            if not found.strip():
                raise DomainError("Say what was found, and from whom it is known.", field="found")
            now = clock.now()
            for kind, finding in findings.items():
                AdultFinding.objects.update_or_create(
                    enquiry=row,
                    kind=kind,
                    defaults={"finding": finding},
                    create_defaults={"finding": finding, "recorded_at": now, "recorded_by": by},
                )
            row.found, row.found_at, row.found_by = found.strip(), now, by
            row.version += 1
            row.save(update_fields=["found", "found_at", "found_by", "version"])
            clocks.found(row, by=by)
        return row.reference

    once(by=by, action="adult_enquiry.found", key=key, do=do)
    enquiry.refresh_from_db()
    return enquiry


def conclude(
    *,
    enquiry: AdultEnquiry,
    by: User,
    risk_after: str,
    outcomes_met: str,
    children_affected: str,
    reason: str,
    children_note: str = "",
    adult_view: str = "",
    safeguarding_plan: str = "",
    version: int | None = None,
    key: str = "",
) -> AdultEnquiry:
    """The outcome meeting: what risk is left, whether the adult got what they wanted, whether children are affected."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="adult enquiry concluded"):
            _check_end(
                enquiry,
                risk_after=risk_after,
                outcomes_met=outcomes_met,
                children_affected=children_affected,
                safeguarding_plan=safeguarding_plan,
                reason=reason,
            )
            row = _step(
                enquiry, "conclude", by=by, why=reason, version=version, risk_after=risk_after,
                outcomes_met=outcomes_met, children_affected=children_affected, children_note=children_note.strip(),
                adult_view=adult_view.strip(), safeguarding_plan=safeguarding_plan.strip(), reason=reason.strip(),
                concluded_at=clock.now(), concluded_by=by,
            )  # fmt: skip
            clocks.concluded(row, by=by)
        return row.reference

    once(by=by, action="adult_enquiry.conclude", key=key, do=do)
    enquiry.refresh_from_db()
    return enquiry


def _check_end(
    row: AdultEnquiry,
    *,
    risk_after: str,
    outcomes_met: str,
    children_affected: str,
    safeguarding_plan: str,
    reason: str,
) -> None:
    if risk_after not in RiskAfter.values:
        raise DomainError("Say what became of the risk.", field="risk_after")
    if risk_after != RiskAfter.REMOVED and not safeguarding_plan.strip():
        raise DomainError("Risk is left: write the safeguarding plan.", field="safeguarding_plan")
    if outcomes_met not in OutcomesMet.values:
        raise DomainError("Say whether the adult got what they wanted.", field="outcomes_met")
    if row.outcomes_asked == Answer.YES and outcomes_met == OutcomesMet.NONE:
        raise DomainError(
            "The adult said what they wanted: say whether it was met, in full, in part or not.",
            field="outcomes_met",
        )
    if children_affected not in (Answer.YES, Answer.NO, Answer.UNKNOWN):
        raise DomainError("Say whether children are affected.", field="children_affected")
    if not reason.strip():
        raise DomainError("Say why it ends so.", field="reason")


def cease(
    *, enquiry: AdultEnquiry, by: User, reason: str, version: int | None = None, key: str = ""
) -> AdultEnquiry:
    """The adult, who has capacity, asks to end it, and nobody else is at risk."""

    def do() -> str:
        with transaction.atomic(), acting(by=by, reason="adult enquiry ended at the adult's wish"):
            row = _step(
                enquiry, "cease", by=by, why=reason, version=version, reason=reason.strip(),
                concluded_at=clock.now(), concluded_by=by,
            )  # fmt: skip
            clocks.ended(row, by=by, reason="ended at the adult's wish")
        return row.reference

    once(by=by, action="adult_enquiry.cease", key=key, do=do)
    enquiry.refresh_from_db()
    return enquiry
