"""Whose caseload somebody may look at, and whether with names (domain.md D, row Dashboards)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q, SmallIntegerField, Value

from accounts.access import has_role, held, holds
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import NotPermitted
from localities.models import Locality, TeamCoverage


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader of dashboards sees.

    A team manager: the localities that own teams cover, and what own teams carry anywhere. A front-door
    manager: the borough. A director: totals of the borough. Commissioners, boards, auditors: the same, small
    numbers suppressed.
    """

    whole: bool
    names: bool
    suppressed: bool
    localities: frozenset[str]
    teams: frozenset[int]
    # Localities of today in their order, code to name.
    places: dict[str, str]
    # Team to the code of the one locality it covers; "" for the borough.
    coverage: dict[int, str]
    team_names: dict[int, str]


def scope_of(reader: User) -> Scope:
    """One read: the localities of today and which team covers where."""
    may_name = holds(reader, Permission.CASELOAD_READ)
    if not may_name and not holds(reader, Permission.AGGREGATE_READ):
        raise NotPermitted("Your role does not look at caseloads.")
    places: dict[str, str] = {}
    coverage: dict[int, str] = {}
    names: dict[int, str] = {}
    for _, code, place, team, team_name in _coverage(clock.today()):
        if code:
            places[code] = place
        if team is not None:
            coverage[team] = code
            names[team] = team_name
    mine = held(reader).team_ids
    whole = not may_name or has_role(reader, "R3", "SYSTEM")
    return Scope(
        whole=whole,
        names=may_name,
        suppressed=not may_name and not has_role(reader, "R13A"),
        localities=frozenset(coverage[team] for team in mine if coverage.get(team)),
        teams=frozenset(mine),
        places=places,
        coverage=coverage,
        team_names=names,
    )


def _coverage(day: date) -> list[tuple[int, str, str, int | None, str]]:
    """Every locality with the teams that are its own, then the teams of the whole borough."""
    now = Q(coverage__starts_on__lte=day) & (
        Q(coverage__ends_on__isnull=True) | Q(coverage__ends_on__gte=day)
    )
    own = (
        Locality.objects.current(on=day)
        .annotate(cover=FilteredRelation("coverage", condition=now))
        .values_list("position", "code", "name", "cover__team", "cover__team__name")
    )
    borough = (
        TeamCoverage.objects.current(on=day)
        .filter(locality__isnull=True)
        .annotate(
            last=Value(32000, output_field=SmallIntegerField()), nowhere=Value(""), everywhere=Value("")
        )
        .values_list("last", "nowhere", "everywhere", "team", "team__name")
    )
    return sorted(own.union(borough, all=True), key=lambda row: (row[0], row[1], row[4] or ""))
