"""Who may take which step of an assessment, and what must be there first; each refusal is readable."""

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from assessments.single.enums import EDITABLE
from assessments.single.models import Assessment, AssessmentPart
from core.errors import NotFound, NotPermitted, WrongState
from people import codes
from people.clusters import identities
from people.models import Person

NO_FACTORS = "21"


def factor_choices() -> list[tuple[str, str]]:
    """Factors in use: 18A and 19A are not (census guide)."""
    return [(code, words) for code, words in codes.choices("FACTOR") if code not in {"18A", "19A"}]


def check_factors(found: list[str] | tuple[str, ...]) -> None:
    """Known, none twice, and "none identified" alone (domain.md C9)."""
    known = {code for code, _ in factor_choices()}
    if len(set(found)) != len(found):
        raise WrongState("A factor is chosen twice.", field="factors")
    if unknown := sorted(set(found) - known):
        raise WrongState(f"These factors are not in use: {', '.join(unknown)}.", field="factors")
    if NO_FACTORS in found and len(found) > 1:
        raise WrongState("“No factors identified” cannot stand beside another factor.", field="factors")


MAY_OPEN = (
    Permission.ASSESSMENT_WRITE,
    Permission.CASE_ALLOCATE,
    Permission.CONTACT_DECIDE_TIER_3_4,
    Permission.OUT_OF_HOURS_DECIDE,
)


def require_may_open(by: User) -> None:
    """Whoever assesses, allocates, or decides at the front door may begin an assessment."""
    require(by, *MAY_OPEN)


def require_open(by: User, assessment: Assessment) -> None:
    """Nobody writes in an assessment that is not open to them."""
    if not Assessment.objects.visible_to(by).filter(pk=assessment.pk).exists():
        raise NotFound("There is no such assessment.")


def require_editable(assessment: Assessment) -> None:
    if assessment.status not in EDITABLE:
        words = assessment.get_status_display().lower()
        raise WrongState(f"This assessment is {words} and cannot be changed now.")


def missing(parts: list[AssessmentPart]) -> list[tuple[AssessmentPart, str]]:
    """What each child's part still needs before a manager can read it."""
    found: list[tuple[AssessmentPart, str]] = []
    for part in parts:
        if part.first_seen_at is None and not part.not_seen_reason:
            found.append((part, "was not seen, and no reason is given"))
        if not part.voice and not part.voice_missing:
            found.append((part, "has no words of their own here, and no reason is given"))
        if not (part.harm and part.likelihood and part.capacity_to_change):
            found.append((part, "needs the analysis: harm, likelihood, capacity to change"))
        if part.tier is None or not part.proposed_outcome:
            found.append((part, "needs a tier and a proposed outcome"))
        if not part.proposed_factors:
            found.append((part, "needs at least one factor, or “no factors identified”"))
    return found


def may_submit(record: Assessment, by: User) -> None:
    """Every child seen or a reason, their words, an analysis and a proposal each."""
    require_open(by, record)
    parts = list(record.parts.select_related("person").order_by("pk"))
    lacking = missing(parts)
    if lacking:
        part, what = lacking[0]
        raise WrongState(f"{part.person.full_name} {what}.")


def may_authorise(record: Assessment, by: User) -> None:
    """Another person than the author, to whom every child's part is open."""
    require_open(by, record)
    if by.pk in {record.submitted_by_id, record.worker_id}:
        raise NotPermitted("Somebody else must decide on an assessment that you wrote.")
    if record.parts.exclude(pk__in=AssessmentPart.objects.visible_to(by).values("pk")).exists():
        raise NotPermitted("You cannot decide on this assessment: ask the duty director who can.")


def merge_refusals(*, survivor: Person, merged: Person) -> list[str]:
    """Two open assessments may not become one child's."""
    parts = [
        AssessmentPart.objects.open()
        .filter(person__in=identities(person))
        .select_related("assessment")
        .first()
        for person in (survivor, merged)
    ]
    if parts[0] is None or parts[1] is None:
        return []
    named = " and ".join(part.assessment.reference for part in parts if part)
    return [f"Both records are being assessed, {named}: finish or withdraw one of them first."]
