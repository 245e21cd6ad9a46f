"""Reads of places: localities, their wards, who covers them, what is based where, ways of working by date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import ProtectionTeamMember, Team, User
from accounts.selectors import protection_members_today
from core import clock
from localities.facts import ADULT
from localities.models import (
    Area,
    FeatureFlag,
    Locality,
    Outline,
    Population,
    ServiceArea,
    Site,
    SiteTeam,
    TeamCoverage,
    WardMembership,
)

# The law is enacted and not commenced: no row, so off (Children's Wellbeing and Schools Act 2026 s3).
PROTECTION_TEAMS = "MULTI_AGENCY_CHILD_PROTECTION_TEAMS"


def localities(*, on: date | None = None) -> list[Locality]:
    """The localities of a day, in their usual order."""
    return list(Locality.objects.current(on=on or clock.today()).order_by("position", "name"))


def locality(*, reader: User, code: str) -> Locality | None:
    found: Locality | None = Locality.objects.visible_to(reader).filter(code=code.upper()).first()
    return found


def wards_by_locality(*, on: date | None = None) -> dict[int, list[WardMembership]]:
    """Each locality's wards on a day, by name."""
    rows: dict[int, list[WardMembership]] = {}
    current = WardMembership.objects.current(on=on or clock.today()).select_related("ward")
    for row in current.order_by("ward__name"):
        rows.setdefault(row.locality_id, []).append(row)
    return rows


def coverage(*, on: date | None = None) -> list[TeamCoverage]:
    """Which team covers where today; a row without a locality covers the borough."""
    current = TeamCoverage.objects.current(on=on or clock.today()).filter(team__is_active=True)
    return list(current.select_related("team", "locality").order_by("team__name"))


def coverage_of(team: Team) -> list[TeamCoverage]:
    """Places that a team covers with no end named yet."""
    rows = TeamCoverage.objects.filter(team=team, ends_on__isnull=True).select_related("locality")
    return list(rows.order_by("locality__name"))


def places_still_covered(*, team: Team) -> list[str]:
    """A team does not end while a place is still its own."""
    rows = TeamCoverage.objects.current(on=clock.today()).filter(team=team).select_related("locality")
    names = [row.locality.name if row.locality else "the whole borough" for row in rows]
    return [f"It covers {', '.join(names)}. End that first."] if names else []


def team_covering(place: Locality | None, *, kind: str, on: date | None = None) -> Team | None:
    """The team of a kind that covers a locality; a borough-wide one where no locality has its own."""
    teams = teams_covering(place, kind=kind, on=on)
    return teams[0] if teams else None


def teams_covering(place: Locality | None, *, kind: str = "", on: date | None = None) -> list[Team]:
    """Every team that covers a locality, its own before the borough's."""
    rows = covering(place, on=on or clock.today())
    return in_order(rows.filter(team__kind=kind) if kind else rows)


def covering(place: object, *, on: date) -> QuerySet[TeamCoverage]:
    """What stands for a locality or for the whole borough on a day."""
    rows = TeamCoverage.objects.current(on=on).filter(
        Q(locality__isnull=True) | Q(locality=place), team__is_active=True
    )
    found: QuerySet[TeamCoverage] = rows.select_related("team", "team__agency")
    return found


def in_order(rows: Iterable[TeamCoverage]) -> list[Team]:
    """The teams, a locality's own first."""
    return [row.team for row in sorted(rows, key=lambda row: (row.locality_id is None, row.team.name))]


def places_of(teams: Iterable[int]) -> QuerySet[Locality]:
    """The localities that these teams cover today; every one where a team covers the whole borough."""
    rows = TeamCoverage.objects.current(on=clock.today()).filter(team__in=list(teams))
    if rows.filter(locality__isnull=True).exists():
        return Locality.objects.current(on=clock.today())
    found: QuerySet[Locality] = Locality.objects.filter(pk__in=rows.values("locality"))
    return found


def locality_of(team: Team, *, on: date | None = None) -> Locality | None:
    """The locality a team covers; none for a borough-wide team."""
    row = (
        TeamCoverage.objects.current(on=on or clock.today())
        .filter(team=team, locality__isnull=False)
        .select_related("locality")
        .order_by("-starts_on")
        .first()
    )
    return row.locality if row else None


def feature_on(feature: str, *, place: Locality | None = None, on: date | None = None) -> bool:
    """Whether a way of working holds on a day: everywhere, or in this locality."""
    return bool(
        FeatureFlag.objects.current(on=on or clock.today())
        .filter(Q(locality__isnull=True) | Q(locality=place) if place else Q(locality__isnull=True))
        .filter(name=feature)
        .exists()
    )


def protection_teams_from() -> FeatureFlag | None:
    """The day the law on child protection teams is to hold from, and the regulations that say so; None while it is not."""
    rows = FeatureFlag.objects.filter(name=PROTECTION_TEAMS, locality__isnull=True)
    found: FeatureFlag | None = rows.order_by("starts_on").first()
    return found


def protection_team() -> list[ProtectionTeamMember]:
    """The multi-agency child protection team of today; nobody while the law that asks for it is not commenced."""
    return protection_members_today() if feature_on(PROTECTION_TEAMS) else []


@dataclass(frozen=True, slots=True)
class SiteWithTeams:
    """A site and the teams based there: two or more are co-located."""

    site: Site
    teams: list[Team]


def sites(*, reader: User, place: Locality | None = None, on: date | None = None) -> list[SiteWithTeams]:
    """Open sites, all or those of one locality."""
    day = on or clock.today()
    rows = Site.objects.visible_to(reader).current(on=day).select_related("locality", "agency")
    if place is not None:
        rows = rows.filter(locality=place)
    based: dict[int, list[Team]] = {}
    for row in SiteTeam.objects.current(on=day).select_related("team").order_by("team__name"):
        based.setdefault(row.site_id, []).append(row.team)
    return [SiteWithTeams(site, based.get(site.pk, [])) for site in rows.order_by("name")]


def service_directory(*, reader: User, on: date | None = None) -> QuerySet[ServiceArea]:
    """The service areas of the partnership, grouped by the service they are part of."""
    found: QuerySet[ServiceArea] = (
        ServiceArea.objects.visible_to(reader).current(on=on or clock.today()).order_by("part_of", "name")
    )
    return found


def areas_before(*, reader: User) -> list[Area]:
    """The areas of 2010 and the localities that took their names."""
    return list(Area.objects.visible_to(reader).prefetch_related("successions__locality").order_by("name"))


def outlines(kind: str, *, on: date | None = None) -> list[Outline]:
    """The imported outlines of a kind that hold on a day."""
    return list(Outline.objects.current(on=on or clock.today()).filter(kind=kind).order_by("name"))


@dataclass(frozen=True, slots=True)
class Children:
    """How many children live in the borough, and whose number that is."""

    number: int
    source: str


def children(*, on: date) -> Children | None:
    """Everybody under eighteen, by the estimate in force on a day."""
    bands = Population.objects.current(on=on).aged_under(ADULT).values_list("number", "source")
    found = list(bands)
    if not found:
        return None
    return Children(sum(number for number, _ in found), "; ".join(dict.fromkeys(who for _, who in found)))
