"""What the pages of places say."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Team, User
from accounts.selectors import members_of
from localities import selectors
from localities.enums import Basis, Membership
from localities.models import Locality, Ward
from localities.services import Located


@dataclass(frozen=True, slots=True)
class LocalityCard:
    """One locality in the list: its wards and the teams that are its own."""

    place: Locality
    wards: list[Ward]
    teams: list[Team]


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team with its members by profession: everyone who works in the area, whoever employs them."""

    team: Team
    is_borough_wide: bool
    professions: list[tuple[str, list[User]]]


def cards() -> list[LocalityCard]:
    """Every locality with its wards and its own teams."""
    wards = selectors.wards_by_locality()
    covering = selectors.coverage()
    return [
        LocalityCard(
            place,
            [row.ward for row in wards.get(place.pk, [])],
            [row.team for row in covering if row.locality_id == place.pk],
        )
        for place in selectors.localities()
    ]


def borough_teams() -> list[Team]:
    """The specialist teams that cover the whole borough (seed: delivered across the whole Borough)."""
    return [row.team for row in selectors.coverage() if row.locality_id is None]


def team_cards(place: Locality) -> list[TeamCard]:
    """The teams that cover a locality, its own first."""
    own = {row.team_id for row in selectors.coverage() if row.locality_id == place.pk}
    return [
        TeamCard(team, team.pk not in own, _by_profession(members_of(team)))
        for team in selectors.teams_covering(place)
        if not team.sensitive
    ]


def _by_profession(members: Iterable[User]) -> list[tuple[str, list[User]]]:
    grouped: dict[str, list[User]] = {}
    for member in members:
        grouped.setdefault(str(member.profession or "Other staff"), []).append(member)
    return sorted(grouped.items())


def wards_before(place: Locality) -> list[str]:
    """The wards before May 2023 that lay mostly here, named as derived."""
    from localities.facts import WARDS_2004_ENDED

    rows = selectors.wards_by_locality(on=WARDS_2004_ENDED).get(place.pk, [])
    return [row.ward.name for row in rows if row.mark == Membership.DERIVED]


def answer(postcode: str, found: Located) -> str:
    """What a lookup says, with how sure it is."""
    written = postcode.strip().upper()
    if found.locality is None:
        return f"{written} is not in the borough, or is not a postcode that is known here."
    ward = f", {found.ward} ward" if found.ward else ""
    return f"{written}: {found.locality}{ward}. {found.words}."


def rules() -> list[tuple[str, str]]:
    """Which locality works with someone, in order, for the page that explains it."""
    return [
        (str(Basis.OVERRIDE.label), "A manager or duty worker chose it; the reason stands on the record."),
        (str(Basis.ADDRESS.label), "The postcode's ward, or its sector until the full table is imported."),
        (
            str(Basis.LAST_SETTLED.label),
            "A sofa, a hostel by the night or the street does not move a family.",
        ),
        (str(Basis.DUTY.label), "Nobody is left without a team."),
    ]
