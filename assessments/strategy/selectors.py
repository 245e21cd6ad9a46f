"""Reads of strategy discussions and section 47 enquiries, each through the policy."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import ROLES
from accounts.selectors import staff
from assessments.single.enums import Marking
from assessments.single.selectors import children_to_assess
from assessments.strategy.enums import Sector
from assessments.strategy.models import (
    Section47,
    StrategyAction,
    StrategyAttendee,
    StrategyChild,
    StrategyDiscussion,
    StrategyInformation,
    StrategyPoliceInformation,
    StrategySafeInformation,
)
from core.errors import NotFound
from people.clusters import identities
from people.enums import Restriction
from people.models import Person, Sighting

# Whoever may be called to a discussion: those who keep records of children in some agency, and police.
_INVITED = [
    key
    for key, role in ROLES.items()
    if role.permissions & {Permission.STRATEGY_RECORD, Permission.ASSESSMENT_CONTRIBUTE}
]


def discussion(public_id: UUID | str, *, reader: User) -> StrategyDiscussion:
    found: StrategyDiscussion | None = (
        StrategyDiscussion.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("convened_by__profession", "held_by", "pen", "contact", "referral")
        .first()
    )
    if found is None:
        raise NotFound("There is no such discussion.")
    return found


def children_of(row: StrategyDiscussion, *, reader: User) -> list[StrategyChild]:
    """The children the reader may know of here, eldest first."""
    found = StrategyChild.objects.visible_to(reader).filter(discussion=row)
    return list(found.select_related("person").order_by("person__born_on", "pk"))


def others_of(row: StrategyDiscussion, *, reader: User) -> list[Person]:
    """Brothers, sisters and children of the same household whom the discussion does not name, as far as the reader may."""
    named = {pk for child in row.children.select_related("person") for pk in identities(child.person)}
    found: dict[int, Person] = {}
    for child in row.children.select_related("person").order_by("pk"):
        for person in children_to_assess(child.person, reader=reader):
            if person.pk not in named:
                found.setdefault(person.pk, person)
    return list(found.values())


def discussion_behind(row: Section47, *, reader: User) -> StrategyDiscussion | None:
    """The discussion that began an enquiry, where the reader may open it."""
    found: StrategyDiscussion | None = (
        StrategyDiscussion.objects.visible_to(reader).filter(pk=row.discussion_id).first()
    )
    return found


def attendees_of(row: StrategyDiscussion, *, reader: User) -> list[StrategyAttendee]:
    found = StrategyAttendee.objects.visible_to(reader).filter(discussion=row)
    return list(found.select_related("user__profession", "user__agency").order_by("sector", "pk"))


def actions_of(row: StrategyDiscussion, *, reader: User) -> list[StrategyAction]:
    return list(StrategyAction.objects.visible_to(reader).filter(discussion=row).order_by("due_on", "pk"))


def enquiries_of(row: StrategyDiscussion, *, reader: User) -> list[Section47]:
    """The enquiries that this discussion began."""
    found = Section47.objects.visible_to(reader).filter(discussion=row)
    return list(found.select_related("person").order_by("pk"))


@dataclass(frozen=True, slots=True)
class Shared:
    """What an agency shared, as a reader sees it."""

    position: int
    sector: str
    text: str
    marking: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader may read of what was shared, and what is only minuted as shared."""

    shared: tuple[Shared, ...]
    police_withheld: bool
    more_withheld: bool


def told_at(row: StrategyDiscussion, *, reader: User) -> Told:
    """Police information that a reader may not read is minuted as shared, never shown (domain.md C5)."""
    shared: list[Shared] = []
    withheld: dict[str, bool] = {}
    for model, marking in (
        (StrategyInformation, ""),
        (StrategyPoliceInformation, Marking.POLICE_RESTRICTED),
        (StrategySafeInformation, Marking.SAFE_ADDRESS),
    ):
        rows = list(model.objects.visible_to(reader).filter(discussion=row))
        withheld[marking] = len(rows) < model.objects.filter(discussion=row).count()
        for item in rows:
            mark = Marking(marking or getattr(item, "marking", Marking.PROFESSIONALS))
            shared.append(Shared(item.position, str(Sector(item.sector).label), item.text, str(mark.label)))
    hidden = row.children.exclude(person__restriction=Restriction.NONE).exists()
    return Told(
        tuple(sorted(shared, key=lambda item: item.position)),
        withheld[Marking.POLICE_RESTRICTED] and not hidden,
        withheld[Marking.SAFE_ADDRESS] and not hidden,
    )


def discussions_of(person: Person, *, reader: User) -> QuerySet[StrategyDiscussion]:
    """Every strategy discussion about a person, newest first."""
    own = StrategyChild.objects.visible_to(reader).filter(person__in=identities(person)).values("discussion")
    found: QuerySet[StrategyDiscussion] = (
        StrategyDiscussion.objects.visible_to(reader)
        .filter(pk__in=own)
        .select_related("convened_by__profession")
        .order_by("-threshold_seen_at", "-pk")
    )
    return found


def section_47(public_id: UUID | str, *, reader: User) -> Section47:
    found: Section47 | None = (
        Section47.objects.visible_to(reader)
        .filter(public_id=public_id)
        .select_related("person", "discussion", "first_seen_by", "concluded_by__profession", "recorded_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such enquiry.")
    return found


def section_47s_of(person: Person, *, reader: User) -> QuerySet[Section47]:
    """Every enquiry about a person, newest first."""
    found: QuerySet[Section47] = (
        Section47.objects.visible_to(reader)
        .filter(person__in=identities(person))
        .select_related("discussion", "concluded_by__profession")
        .order_by("-started_at", "-pk")
    )
    return found


def open_section_47_of(person: Person, *, reader: User) -> Section47 | None:
    found: Section47 | None = section_47s_of(person, reader=reader).open().first()  # type: ignore[attr-defined]
    return found


def sightings_in(row: Section47, *, reader: User) -> list[Sighting]:
    """When the child was seen since the enquiry began, newest first."""
    found = Sighting.objects.visible_to(reader).filter(person=row.person_id, seen_at__gte=row.started_at)
    if row.concluded_at is not None:
        found = found.filter(seen_at__lte=row.concluded_at)
    return list(found.select_related("seen_by__profession").order_by("-seen_at")[:20])


def colleagues_to_invite(*, reader: User) -> list[User]:
    """Police, health and social-work colleagues, by agency."""
    found = staff(reader=reader).exclude(pk=reader.pk).filter(assignments__role__in=_INVITED).distinct()
    return list(found.order_by("agency__name", "display_name")[:400])
