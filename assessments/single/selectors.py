"""Reads of single assessments, each through the policy."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.access import holds
from accounts.enums import TeamKind
from accounts.models import Agency, Team, User
from accounts.permissions import Permission
from accounts.roles import ROLES
from accounts.selectors import members_of, staff, team_ids
from assessments.single.enums import Marking
from assessments.single.models import (
    AgencyContribution,
    Assessment,
    AssessmentChange,
    AssessmentPart,
    ChildDimension,
    ContributionParagraph,
    ContributionPoliceParagraph,
    ContributionSafeParagraph,
    FamilyDimension,
    ManagerOversight,
)
from core import clock
from core.errors import NotFound
from core.govuk.words import years
from people.clusters import identities
from people.enums import Level, Restriction
from people.models import Person, Sighting
from people.selectors import get_person, household_of, levels, related_to

ADULT = 18
_TOGETHER = ("Brother or sister", "Half-brother or half-sister", "Child")
_ASSESSING = (TeamKind.LOCALITY, TeamKind.COMPLEX_NEEDS, TeamKind.CHILDREN_IN_CARE)
_CONTRIBUTING = [key for key, role in ROLES.items() if Permission.ASSESSMENT_CONTRIBUTE in role.permissions]


def assessment(public_id: UUID | str, *, reader: User) -> Assessment:
    """One assessment, with whoever does it."""
    found: Assessment | None = (
        Assessment.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related(
            "team",
            "referral",
            "worker__agency",
            "worker__profession",
            "submitted_by",
            "authorised_by__profession",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such assessment.")
    return found


def part(public_id: UUID | str, *, reader: User) -> AssessmentPart:
    """One child's part; a brother's or sister's stays closed where their record is."""
    found: AssessmentPart | None = (
        AssessmentPart.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("person", "assessment__team", "assessment__worker", "first_seen_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such part.")
    return found


def parts_of(row: Assessment, *, reader: User) -> list[AssessmentPart]:
    """The children whose record the reader may open, eldest first."""
    found = AssessmentPart.objects.visible_to(reader).filter(assessment=row)
    return list(found.select_related("person", "first_seen_by").order_by("person__born_on", "pk"))


def assessments_of(person: Person, *, reader: User) -> QuerySet[Assessment]:
    """Every assessment of a person, newest first."""
    own = AssessmentPart.objects.visible_to(reader).filter(person__in=identities(person)).values("assessment")
    found: QuerySet[Assessment] = (
        Assessment.objects.visible_to(reader)
        .filter(pk__in=own)
        .select_related("team", "worker__profession")
        .order_by("-received_at", "-pk")
    )
    return found


def open_assessment_of(person: Person, *, reader: User) -> Assessment | None:
    found: Assessment | None = assessments_of(person, reader=reader).open().first()  # type: ignore[attr-defined]
    return found


def earlier_of(row: Assessment, *, reader: User) -> list[Assessment]:
    """Authorised assessments of the same children, newest first: what need not be asked again."""
    people = AssessmentPart.objects.visible_to(reader).filter(assessment=row).values("person")
    theirs = AssessmentPart.objects.visible_to(reader).filter(person__in=people).values("assessment")
    found = Assessment.objects.visible_to(reader).filter(pk__in=theirs, authorised_at__isnull=False)
    return list(found.exclude(pk=row.pk).order_by("-authorised_at")[:5])


def family_dimensions(row: Assessment, *, reader: User) -> dict[str, FamilyDimension]:
    found = FamilyDimension.objects.visible_to(reader).filter(assessment=row).select_related("copied_from")
    return {item.dimension: item for item in found}


def child_dimensions(
    parts: Iterable[AssessmentPart], *, reader: User
) -> dict[int, dict[str, ChildDimension]]:
    """By part, then by dimension; one query for the whole group."""
    found: dict[int, dict[str, ChildDimension]] = {}
    rows = (
        ChildDimension.objects.visible_to(reader).filter(part__in=list(parts)).select_related("copied_from")
    )
    for item in rows:
        found.setdefault(item.part_id, {})[item.dimension] = item
    return found


def earlier_family_text(row: Assessment, dimension: str, *, reader: User) -> FamilyDimension | None:
    """What the last authorised assessment of these children says of the family here."""
    earlier = [item.pk for item in earlier_of(row, reader=reader)]
    found: FamilyDimension | None = (
        FamilyDimension.objects.visible_to(reader)
        .filter(assessment__in=earlier, dimension=dimension)
        .select_related("assessment")
        .order_by("-assessment__authorised_at")
        .first()
    )
    return found


def earlier_child_text(item: AssessmentPart, dimension: str, *, reader: User) -> ChildDimension | None:
    """What the last authorised assessment says of this child here."""
    found: ChildDimension | None = (
        ChildDimension.objects.visible_to(reader)
        .filter(
            part__person=item.person_id, dimension=dimension, part__assessment__authorised_at__isnull=False
        )
        .exclude(part=item.pk)
        .select_related("part__assessment")
        .order_by("-part__assessment__authorised_at")
        .first()
    )
    return found


def seen_in(item: AssessmentPart, *, reader: User) -> list[Sighting]:
    """When the child was seen since the referral, newest first."""
    found = Sighting.objects.visible_to(reader).filter(
        person=item.person_id, seen_at__gte=item.assessment.received_at
    )
    if item.assessment.authorised_at is not None:
        found = found.filter(seen_at__lte=item.assessment.authorised_at)
    return list(found.select_related("seen_by__profession").order_by("-seen_at")[:20])


def contribution(public_id: UUID | str, *, reader: User) -> AgencyContribution:
    found: AgencyContribution | None = (
        AgencyContribution.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("assessment__worker__profession", "assessment__worker__agency", "agency", "asked_of")
        .first()
    )
    if found is None:
        raise NotFound("There is no such contribution.")
    return found


def contributions_of(row: Assessment, *, reader: User) -> list[AgencyContribution]:
    found = AgencyContribution.objects.visible_to(reader).filter(assessment=row)
    return list(
        found.select_related("agency", "asked_of__profession", "received_by").order_by("due_on", "pk")
    )


def contributions_asked_of(user: User) -> list[AgencyContribution]:
    """What I am asked for and have not answered, for My work."""
    found = AgencyContribution.objects.visible_to(user).filter(
        asked_of=user, received_at__isnull=True, declined_at__isnull=True
    )
    return list(found.select_related("assessment", "agency").order_by("due_on", "pk"))


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph as a reader sees it."""

    position: int
    text: str
    marking: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader sees of one contribution, and whether there is more that their role does not read."""

    paragraphs: tuple[Told, ...]
    has_more: bool


def words_of(contributions: Iterable[AgencyContribution], *, reader: User) -> dict[int, Words]:
    """The paragraphs of several contributions in their order, as far as the reader may read."""
    rows = list(contributions)
    told: dict[int, list[Told]] = {row.pk: [] for row in rows}
    total: dict[int, int] = {row.pk: 0 for row in rows}
    for model, marking in (
        (ContributionParagraph, ""),
        (ContributionPoliceParagraph, Marking.POLICE_RESTRICTED),
        (ContributionSafeParagraph, Marking.SAFE_ADDRESS),
    ):
        everything = model.objects.filter(contribution__in=rows)
        for pk in everything.values_list("contribution", flat=True):
            total[pk] += 1
        for item in model.objects.visible_to(reader).filter(contribution__in=rows):
            mark = marking or getattr(item, "marking", Marking.PROFESSIONALS)
            told[item.contribution_id].append(Told(item.position, item.text, str(Marking(mark).label)))
    # Where a record is restricted or sealed a hidden paragraph leaves no trace (safety m).
    quiet = set(
        AgencyContribution.objects.filter(
            pk__in=told,
            assessment__parts__person__restriction__in=(Restriction.RESTRICTED, Restriction.SEALED),
        ).values_list("pk", flat=True)
    )
    return {
        pk: Words(
            tuple(sorted(items, key=lambda item: item.position)), len(items) < total[pk] and pk not in quiet
        )
        for pk, items in told.items()
    }


def oversight_of(row: Assessment, *, reader: User) -> list[ManagerOversight]:
    found = ManagerOversight.objects.visible_to(reader).filter(assessment=row)
    return list(found.select_related("recorded_by__profession").order_by("-recorded_at", "-pk"))


def changes_of(row: Assessment, *, reader: User) -> list[AssessmentChange]:
    found = AssessmentChange.objects.visible_to(reader).filter(record=row)
    return list(found.select_related("by").order_by("-at", "-pk"))


def last_return(row: Assessment, *, reader: User) -> AssessmentChange | None:
    """Why it came back, last time."""
    return next((item for item in changes_of(row, reader=reader) if item.transition == "return"), None)


def children_of(row: Assessment) -> list[Person]:
    """The children an assessment is about, for the access log."""
    return [item.person for item in row.parts.select_related("person").order_by("pk")]


def person_to_assess(public_id: UUID | str, *, reader: User) -> Person:
    """Somebody whose record is open to the reader."""
    return get_person(public_id, reader=reader)


def children_to_assess(person: Person, *, reader: User) -> list[Person]:
    """The person, and whoever of the household or the family is under 18 and open to the reader."""
    related = [other for _, other, what in related_to(person, reader=reader) if what in _TOGETHER]
    near = [person, *household_of(person, reader=reader), *related]
    open_to = levels(reader, near)
    found = {item.pk: item for item in near if item.pk == person.pk or _is_child(item)}
    return [item for pk, item in found.items() if open_to[pk] == Level.RECORD]


def _is_child(person: Person) -> bool:
    return person.is_unborn or (person.born_on is not None and years(person.born_on, clock.today()) < ADULT)


def teams_to_assess(user: User) -> list[Team]:
    """The teams this worker belongs to, else every one that assesses."""
    mine = Team.objects.filter(pk__in=team_ids(user), is_active=True).order_by("name")
    return list(mine) or list(Team.objects.filter(is_active=True, kind__in=_ASSESSING).order_by("name"))


def colleagues_for(row: Assessment) -> list[User]:
    """Whoever of the team may do the assessment."""
    found = members_of(row.team) if row.team else []
    return [user for user in found if holds(user, Permission.ASSESSMENT_WRITE)]


def colleagues_to_ask(*, reader: User) -> list[User]:
    """Colleagues of other agencies who answer in the product themselves."""
    found = staff(reader=reader).exclude(pk=reader.pk).filter(assignments__role__in=_CONTRIBUTING).distinct()
    return list(found.order_by("agency__name", "display_name")[:400])


def agencies_to_ask() -> list[Agency]:
    return list(Agency.objects.filter(is_active=True).order_by("name"))
