"""Writing in an assessment: small sections, each with a version, so that two people writing lose nothing."""

from typing import Any, TypeVar

from django.db import models, transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from assessments.single.enums import BY_CODE
from assessments.single.models import Assessment, AssessmentPart, ChildDimension, FamilyDimension
from assessments.single.permissions import check_factors, require_editable, require_open
from core import clock
from core.errors import DomainError, NotFound, StaleVersion, WrongState
from core.history import acting
from core.workflow import lock
from people import codes

OVERVIEW = frozenset({"purpose", "purpose_note", "sources", "parents_view", "parents_view_missing"})
PART = frozenset(
    {
        "voice", "voice_how", "voice_missing", "daily_life", "not_seen_reason", "harm", "likelihood",
        "capacity_to_change", "tier", "primary_need", "proposed_outcome", "proposed_factors",
    }
)  # fmt: skip
M = TypeVar("M", bound=models.Model)
DIMENSION = frozenset({"strengths", "needs", "evidence", "impact", "score"})


def _writable(assessment: Assessment, by: User, *, version: int | None = None) -> Assessment:
    row = lock(assessment, version=version)
    require(by, Permission.ASSESSMENT_WRITE)
    require_open(by, row)
    require_editable(row)
    return row


@transaction.atomic
def save_overview(
    *, assessment: Assessment, by: User, version: int | None = None, **changes: Any
) -> Assessment:
    """Why and from what this assessment is made, and the parents' view."""
    _known(changes, OVERVIEW)
    row = _writable(assessment, by, version=version)
    return _save(row, changes, by, reason="assessment changed")


@transaction.atomic
def save_part(
    *, part: AssessmentPart, by: User, version: int | None = None, **changes: Any
) -> AssessmentPart:
    """One child's words, analysis and proposal."""
    _known(changes, PART)
    if "proposed_factors" in changes:
        check_factors(changes["proposed_factors"])
    need = changes.get("primary_need")
    if need and need not in dict(codes.choices("PRIMARY_NEED")):
        raise DomainError("Choose the primary need from the list.", field="primary_need")
    _writable(part.assessment, by)
    _own_part(part, by)
    row = lock(part, version=version)
    return _save(row, changes, by, reason="child's part changed")


@transaction.atomic
def save_family_dimension(
    *, assessment: Assessment, dimension: str, by: User, version: int | None = None, **changes: Any
) -> FamilyDimension:
    """Parenting or environment, once for the family."""
    _known(changes, DIMENSION)
    if dimension not in BY_CODE or BY_CODE[dimension].each_child:
        raise NotFound("There is no such section.")
    holder = _writable(assessment, by)
    row = FamilyDimension.objects.filter(assessment=holder, dimension=dimension).first()
    return _save_dimension(
        row or FamilyDimension(assessment=holder, dimension=dimension),
        changes,
        by,
        version,
        is_new=row is None,
    )


@transaction.atomic
def save_child_dimension(
    *, part: AssessmentPart, dimension: str, by: User, version: int | None = None, **changes: Any
) -> ChildDimension:
    """A developmental need of one child."""
    _known(changes, DIMENSION)
    if dimension not in BY_CODE or not BY_CODE[dimension].each_child:
        raise NotFound("There is no such section.")
    _writable(part.assessment, by)
    _own_part(part, by)
    row = ChildDimension.objects.filter(part=part, dimension=dimension).first()
    return _save_dimension(
        row or ChildDimension(part=part, dimension=dimension), changes, by, version, is_new=row is None
    )


@transaction.atomic
def accept_earlier_text(
    *, earlier: FamilyDimension | ChildDimension, into: Assessment | AssessmentPart, by: User
) -> FamilyDimension | ChildDimension:
    """Take over what an earlier authorised assessment says of this section, where nothing is written yet."""
    changes = {name: getattr(earlier, name) for name in sorted(DIMENSION)}
    if isinstance(earlier, FamilyDimension) and isinstance(into, Assessment):
        family = save_family_dimension(
            assessment=into, dimension=earlier.dimension, by=by, version=0, **changes
        )
        return _mark_copied(family, earlier, by)
    if isinstance(earlier, ChildDimension) and isinstance(into, AssessmentPart):
        if earlier.part.person_id != into.person_id:
            raise NotFound("There is no such section.")
        child = save_child_dimension(part=into, dimension=earlier.dimension, by=by, version=0, **changes)
        return _mark_copied(child, earlier, by)
    raise WrongState("This text belongs to another kind of section.")


def _mark_copied(
    row: FamilyDimension | ChildDimension, earlier: FamilyDimension | ChildDimension, by: User
) -> FamilyDimension | ChildDimension:
    row.copied_from = earlier  # type: ignore[assignment]
    with acting(by=by, reason="accepted from an earlier assessment"):
        row.save(update_fields=["copied_from"])
    return row


def _save_dimension(row: Any, changes: dict[str, Any], by: User, version: int | None, *, is_new: bool) -> Any:
    """A section that nobody has written yet has version 0: two people beginning at once are told apart."""
    if is_new:
        for name, value in changes.items():
            setattr(row, name, value)
        row.recorded_at, row.recorded_by = clock.now(), by
        with acting(by=by, reason=f"section {row.dimension} written"):
            row.save()
        return row
    if version is not None and version != row.version:
        raise StaleVersion("Somebody else wrote in this section after you opened it.")
    return _save(row, changes, by, reason=f"section {row.dimension} changed")


def _save(row: M, changes: dict[str, Any], by: User, *, reason: str) -> M:
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1  # type: ignore[attr-defined]
    with acting(by=by, reason=reason):
        row.save(update_fields=[*changes, "version"])
    return row


def _own_part(part: AssessmentPart, by: User) -> None:
    if not AssessmentPart.objects.visible_to(by).filter(pk=part.pk).exists():
        raise NotFound("There is no such part.")


def _known(changes: dict[str, Any], allowed: frozenset[str]) -> None:
    unknown = set(changes) - allowed
    if unknown:
        raise TypeError(f"These cannot be saved here: {sorted(unknown)}")
    score = changes.get("score")
    if score is not None and not 0 <= score <= 10:
        raise DomainError("The score is between 0 and 10.", field="score")
