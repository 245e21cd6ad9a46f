"""The pages of places: the map, a postcode looked up, who works in a locality, the directory."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import Agency, ProfessionalGroup, Team, TeamMembership, User
from core import clock
from core.errors import DomainError, NotPermitted
from localities import maps, selectors, services
from localities.enums import SiteKind
from localities.models import Locality

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
BEGAN = date(2026, 4, 1)


@pytest.fixture
def system() -> User:
    return User.objects.get(username="system")


@pytest.fixture
def worker() -> User:
    agency = Agency.objects.create(name="Demo NHS trust", kind="NHS_TRUST")
    return User.objects.create(
        username="demo.visitor",
        display_name="Demo Visitor",
        agency=agency,
        profession=ProfessionalGroup.objects.get(code="HEALTH_VISITOR"),
        phone="01632 960 555",
        date_joined=clock.now(),
    )


@pytest.fixture
def team(worker: User, system: User) -> Team:
    assert worker.agency is not None
    team = Team.objects.create(name="West family support", kind="LOCALITY", agency=worker.agency)
    TeamMembership.objects.create(user=worker, team=team, starts_on=BEGAN)
    services.cover(by=system, team=team, locality=Locality.objects.get(code="W"), starts_on=BEGAN)
    return team


@pytest.fixture
def page(client: Client, worker: User) -> Client:
    client.force_login(worker)
    return client


def test_places_shows_every_ward_each_locality_a_link_and_finds_a_postcode(page: Client, team: Team) -> None:
    html = page.get("/places/", {"postcode": "m33 4qq"}).content.decode()
    assert "M33 4QQ: Central. Likely" in html
    assert "Gorse Hill &amp; Cornbrook" in html
    assert html.count("<polygon") == 21
    for code in "NSCW":
        assert f'href="/places/{code}/"' in html
    assert "West family support" in html


def test_a_locality_page_lists_its_people_by_profession_and_its_sites(
    page: Client, team: Team, system: User
) -> None:
    services.open_site(
        by=system,
        name="Demo children's centre",
        kind=SiteKind.CHILDRENS_CENTRE,
        locality=Locality.objects.get(code="W"),
        starts_on=BEGAN,
        teams=[team],
    )
    html = page.get("/places/W/").content.decode()
    for words in (
        "Health visitor",
        "Demo Visitor",
        "Demo NHS trust",
        "Demo children&#x27;s centre",
        "Davyhulme",
    ):
        assert words in html, words
    assert "West family support" not in page.get("/places/N/").content.decode()


def test_an_unknown_locality_is_not_there(page: Client) -> None:
    assert page.get("/places/Q/").status_code == 404


def test_the_directory_says_what_each_of_28_services_does(page: Client) -> None:
    html = page.get("/places/services/").content.decode()
    assert "28 services" in html
    assert "Tests every new baby&#x27;s hearing." in html


def test_a_team_covers_its_locality_and_a_borough_team_every_one(team: Team, system: User) -> None:
    west, north = Locality.objects.get(code="W"), Locality.objects.get(code="N")
    wide = Team.objects.create(name="Complex needs", kind="COMPLEX_NEEDS", agency=team.agency)
    row = services.cover(by=system, team=wide, locality=None, starts_on=BEGAN)
    assert services.cover(by=system, team=wide, locality=None, starts_on=BEGAN) == row
    assert selectors.teams_covering(west) == [team, wide]
    assert selectors.team_covering(north, kind="LOCALITY") is None
    services.end_coverage(by=system, coverage=row, ends_on=date(2026, 12, 31))
    assert selectors.teams_covering(north, on=date(2027, 1, 1)) == []
    assert selectors.teams_covering(north, on=date(2026, 12, 31)) == [wide]


def test_only_the_system_administrator_sets_coverage(team: Team, worker: User) -> None:
    with pytest.raises(NotPermitted):
        services.cover(by=worker, team=team, locality=None, starts_on=BEGAN)


def test_a_locality_is_never_chosen_without_a_reason(system: User, worker: User) -> None:
    west = Locality.objects.get(code="W")
    with pytest.raises(DomainError):
        services.choose_locality(by=system, locality=west, reason=" ")
    with pytest.raises(NotPermitted):
        services.choose_locality(by=worker, locality=west, reason="Sibling's team is there")
    assert (
        services.choose_locality(by=system, locality=west, reason="Sibling's team is there").locality == west
    )


def test_a_way_of_working_starts_in_one_locality_first(system: User) -> None:
    west, north = Locality.objects.get(code="W"), Locality.objects.get(code="N")
    services.switch_on(by=system, feature="pilot", locality=west, starts_on=BEGAN)
    services.switch_on(by=system, feature="pilot", locality=None, starts_on=date(2027, 1, 1))
    assert selectors.feature_on("pilot", place=west, on=date(2026, 6, 1))
    assert not selectors.feature_on("pilot", place=north, on=date(2026, 6, 1))
    assert not selectors.feature_on("pilot", on=date(2026, 3, 31), place=west)
    assert selectors.feature_on("pilot", place=north, on=date(2027, 1, 1))


def test_the_map_says_each_number_in_words_and_shades_the_most_darkest() -> None:
    drawn = maps.schematic({"N": 8, "S": 2, "C": 0, "W": 4}, noun="open cases")
    words = {group.code: group.words for group in drawn.groups}
    assert words["N"] == "North: 8 open cases"
    fills = {group.code: group.shapes[0].fill for group in drawn.groups}
    assert fills["N"] == maps.SHADES[-1][0]
    assert fills["C"] == maps.SHADES[0][0]
    assert maps.outlined() is None
