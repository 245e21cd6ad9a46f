"""Verbs of places: find where someone is, say which team covers where, open sites, start ways of working."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db import transaction

from accounts.access import require
from accounts.models import Agency, Team, User
from accounts.permissions import Permission
from core.errors import DomainError, WrongState
from core.history import acting
from localities.enums import Basis, Certainty, SiteKind
from localities.facts import ADULT
from localities.models import (
    FeatureFlag,
    Locality,
    Population,
    Postcode,
    SectorLocality,
    Site,
    SiteTeam,
    TeamCoverage,
    Ward,
    WardMembership,
)
from localities.postcodes import normalise, sector_of
from localities.selectors import PROTECTION_TEAMS, protection_teams_from

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Located:
    """The locality of a postcode on a day, the ward where it is known, and how sure that is."""

    locality: Locality | None
    ward: Ward | None
    certainty: Certainty

    @property
    def words(self) -> str:
        return str(self.certainty.label)


@dataclass(frozen=True, slots=True)
class Stay:
    """Somewhere a person stays or stayed; not `settled`: no fixed abode, sofas, hostels by the night."""

    postcode: str
    starts_on: date
    ends_on: date | None = None
    settled: bool = True

    def holds(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


@dataclass(frozen=True, slots=True)
class Override:
    """A locality chosen against the address, with the reason that stands on the record."""

    locality: Locality
    reason: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The locality that works with a person, and the rule that says so."""

    locality: Locality | None
    ward: Ward | None
    certainty: Certainty
    basis: Basis
    reason: str

    @property
    def words(self) -> str:
        """One line for a screen: "Central - No fixed abode: last settled address"."""
        where = str(self.locality) if self.locality else "No locality yet"
        why = self.certainty.label if self.basis == Basis.ADDRESS else self.basis.label
        return f"{where} - {why}" + (f" ({self.reason})" if self.reason else "")


_NOWHERE = Located(None, None, Certainty.NONE)


def locate(postcode: str, on: date) -> Located:
    """Where a postcode (or a sector) lies on a day: by the full table where imported, else by its sector."""
    whole, sector = normalise(postcode), sector_of(postcode)
    if not sector:
        return _NOWHERE
    if whole:
        here = Postcode.objects.current(on=on).filter(postcode=whole).values("ward_id")
        member = (
            WardMembership.objects.current(on=on)
            .select_related("ward", "locality")
            .filter(ward_id__in=here)
            .first()
        )
        if member is not None:
            return Located(member.locality, member.ward, Certainty.EXACT)
    guess = SectorLocality.objects.current(on=on).select_related("locality").filter(sector=sector).first()
    if guess is None:
        return _NOWHERE
    certainty = Certainty(guess.certainty)
    if whole and Postcode.objects.current(on=on).filter(sector=sector).exists():
        # The table is in and lacks it: in a border sector it lies outside the borough, else it is new.
        return _NOWHERE if certainty == Certainty.BORDER else Located(guess.locality, None, Certainty.LIKELY)
    return Located(guess.locality, None, certainty)


def place_for(
    *,
    stays: Sequence[Stay],
    on: date,
    override: Override | None = None,
    find: Callable[[str, date], Located] = locate,
) -> Placed:
    """Which locality works with a person: the one chosen with a reason, else where they live, else (no fixed
    abode) where they last were settled, else the front door keeps them (domain.md A 84, story F05).
    """
    if override is not None:
        return Placed(override.locality, None, Certainty.CERTAIN, Basis.OVERRIDE, override.reason)
    newest_first = sorted(stays, key=lambda stay: stay.starts_on, reverse=True)
    for stay in newest_first:
        if stay.settled and stay.holds(on):
            found = find(stay.postcode, on)
            return Placed(found.locality, found.ward, found.certainty, Basis.ADDRESS, "")
    for stay in newest_first:
        if stay.settled and stay.starts_on <= on:
            found = find(stay.postcode, on)
            if found.locality is not None:
                left = f"settled there until {stay.ends_on:%-d %B %Y}" if stay.ends_on else ""
                return Placed(found.locality, found.ward, found.certainty, Basis.LAST_SETTLED, left)
    return Placed(None, None, Certainty.NONE, Basis.DUTY, "")


def choose_locality(*, by: User, locality: Locality, reason: str) -> Override:
    """Work with someone from another locality than their address says, never without a reason."""
    require(by, Permission.LOCALITY_OVERRIDE)
    if len(reason.strip()) < SHORTEST_REASON:
        raise DomainError("Say why this locality, in a sentence.", field="reason")
    return Override(locality=locality, reason=reason.strip())


@transaction.atomic
def cover(*, by: User, team: Team, locality: Locality | None, starts_on: date) -> TeamCoverage:
    """From a day on, a team covers a locality, or the whole borough where none is named."""
    require(by, Permission.STAFF_MANAGE)
    row: TeamCoverage | None = (
        TeamCoverage.objects.current(on=starts_on).filter(team=team, locality=locality).first()
    )
    if row is None:
        row = TeamCoverage.objects.create(team=team, locality=locality, starts_on=starts_on)
    return row


@transaction.atomic
def end_coverage(*, by: User, coverage: TeamCoverage, ends_on: date) -> TeamCoverage:
    """A team stops covering a place after a day; the row stays as history."""
    require(by, Permission.STAFF_MANAGE)
    row: TeamCoverage = TeamCoverage.objects.select_for_update().get(pk=coverage.pk)
    if ends_on < row.starts_on:
        raise DomainError("The last day cannot be before the first.", field="ends_on")
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    return row


@transaction.atomic
def open_site(
    *,
    by: User,
    name: str,
    kind: SiteKind,
    locality: Locality,
    starts_on: date,
    agency: Agency | None = None,
    address: str = "",
    postcode: str = "",
    phone: str = "",
    teams: Sequence[Team] = (),
) -> Site:
    """A building opens for the service, with the teams based there."""
    require(by, Permission.STAFF_MANAGE)
    site: Site = Site.objects.create(
        name=name,
        kind=kind,
        locality=locality,
        agency=agency,
        address=address,
        postcode=normalise(postcode) or postcode,
        phone=phone,
        starts_on=starts_on,
    )
    for team in teams:
        SiteTeam.objects.create(site=site, team=team, starts_on=starts_on)
    return site


@transaction.atomic
def switch_on(
    *, by: User, feature: str, locality: Locality | None, starts_on: date, reason: str = ""
) -> FeatureFlag:
    """A way of working starts on a day in one locality, or everywhere (the pilot of domain.md A 26)."""
    require(by, Permission.STAFF_MANAGE)
    row: FeatureFlag
    row, _ = FeatureFlag.objects.get_or_create(
        name=feature, locality=locality, starts_on=starts_on, defaults={"reason": reason}
    )
    return row


@transaction.atomic
def commence_protection_teams(*, by: User, starts_on: date, reason: str) -> FeatureFlag:
    """The law on child protection teams holds from a day, by the regulations that appoint it; once."""
    require(by, Permission.STAFF_MANAGE)
    if len(reason.strip()) < 10:
        raise DomainError("Name the regulations that appoint the day.", field="reason")
    if protection_teams_from() is not None:
        raise WrongState("Its day is written down already.")
    with acting(by=by, reason=reason.strip()):
        return switch_on(
            by=by, feature=PROTECTION_TEAMS, locality=None, starts_on=starts_on, reason=reason.strip()[:200]
        )


@transaction.atomic
def count_people(
    *, by: User, starts_on: date, source: str, bands: Sequence[tuple[int, int | None, int]]
) -> list[Population]:
    """A newer estimate of how many people of each age live here; the one before holds until the day before."""
    require(by, Permission.SYSTEM_RUN)
    told = sorted(bands, key=lambda band: band[0])
    if not source.strip():
        raise DomainError("Say whose estimate this is.", field="source")
    if not told or told[0][0] != 0 or told[-1][1] is not None:
        raise DomainError(
            "The ages must begin at 0 and end with a band that is open at its end.", field="bands"
        )
    for (_, last, _), (first, _, _) in pairwise(told):
        if last is None or first != last + 1:
            raise DomainError(f"The bands leave a gap or overlap before age {first}.", field="bands")
    if not any(last == ADULT - 1 for _, last, _ in told):
        raise DomainError(f"A band must end at age {ADULT - 1}: rates are by children.", field="bands")
    if any(number <= 0 for _, _, number in told):
        raise DomainError("Somebody of every age lives here: a band is empty.", field="bands")
    if Population.objects.filter(starts_on__gte=starts_on).exists():
        raise DomainError("An estimate of that day or a later one is in already.", field="starts_on")
    with acting(by=by, reason=f"estimate of the population: {source.strip()}"):
        for row in Population.objects.select_for_update().current(on=starts_on):
            row.ends_on = starts_on - timedelta(days=1)
            row.save(update_fields=["ends_on"])
        return [
            Population.objects.create(
                starts_on=starts_on, age_from=first, age_to=last, number=number, source=source.strip()
            )
            for first, last, number in told
        ]
