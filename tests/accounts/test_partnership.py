"""Agencies and teams come and go by the system administrator's hand; no work is left with nobody."""

from datetime import date

import pytest

from accounts import partnership
from accounts.models import Agency, Team
from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from localities import selectors as places
from localities import services as covering
from localities.models import Locality, TeamCoverage
from tests.casework.arrange import case_of, north
from tests.casework.pages import signed_in
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def new_team(personas: Personas, name: str = "Demo New Team") -> Team:
    council = Agency.objects.get(name="Demo Council")
    return partnership.add_team(by=personas.administrator, name=name, kind="LOCALITY", agency=council)


def test_an_agency_is_added_on_its_page_and_stands_in_the_list(personas: Personas) -> None:
    client = signed_in(personas.administrator)
    sent = client.post("/partnership/agencies/add/", {"name": "Demo New Practice", "kind": "GP", "key": "k"})
    assert sent.status_code == 302
    assert "Demo New Practice" in client.get("/partnership/").content.decode()
    again = client.post(
        "/partnership/agencies/add/", {"name": "demo new practice", "kind": "GP", "key": "k2"}
    )
    assert "already" in again.content.decode()


@pytest.mark.parametrize(
    ("kind", "may_search", "sensitive"),
    [
        ("GP", True, False),
        ("PHARMACY", False, False),
        ("CARE_HOME", False, False),
        ("DOMESTIC_ABUSE", True, True),
    ],
)
def test_safety_k_what_an_agency_finds_and_shows_follows_its_kind(
    personas: Personas, kind: str, may_search: bool, sensitive: bool
) -> None:
    row = partnership.add_agency(by=personas.administrator, name="Demo Newcomer", kind=kind)
    assert (row.may_search, row.sensitive) == (may_search, sensitive)


def test_an_agency_with_staff_or_teams_does_not_end(personas: Personas) -> None:
    by = personas.administrator
    with pytest.raises(WrongState, match="employed"):
        partnership.end_agency(by=by, agency=Agency.objects.get(name="Demo Council"), reason="Reform")
    row = partnership.add_agency(by=by, name="Demo Passing", kind="VOLUNTARY")
    with pytest.raises(DomainError, match="why"):
        partnership.end_agency(by=by, agency=row, reason=" ")
    assert partnership.end_agency(by=by, agency=row, reason="Its grant ended").is_active is False
    with pytest.raises(WrongState, match="already"):
        partnership.end_agency(by=by, agency=row, reason="Twice")


def test_a_team_ends_only_when_nobody_and_nothing_is_left_in_it(personas: Personas) -> None:
    by = personas.administrator
    with pytest.raises(WrongState, match="members"):
        partnership.end_team(by=by, team=north(), reason="Reform")
    team = new_team(personas)
    place = Locality.objects.get(code="N")
    row = covering.cover(by=by, team=team, locality=place, starts_on=date(2026, 1, 5))
    with pytest.raises(WrongState, match="covers North"):
        partnership.end_team(by=by, team=team, reason="Reform")
    covering.end_coverage(by=by, coverage=row, ends_on=date(2026, 2, 5))
    case = case_of(personas)
    type(case).objects.filter(pk=case.pk).update(team=team)
    with pytest.raises(WrongState, match="1 open case would be left"):
        partnership.end_team(by=by, team=team, reason="Reform")
    type(case).objects.filter(pk=case.pk).update(team=north())
    assert partnership.end_team(by=by, team=team, reason="Reform").is_active is False


def test_coverage_begins_and_ends_on_its_pages(personas: Personas) -> None:
    team, client = new_team(personas), signed_in(personas.administrator)
    said = {"team": str(team.public_id), "locality": "N", "starts_on": clock.today().isoformat(), "key": "k"}
    assert client.post("/partnership/coverage/add/", said).status_code == 302
    assert team in places.teams_covering(Locality.objects.get(code="N"))
    whole = {**said, "locality": "borough", "key": "k2"}
    assert client.post("/partnership/coverage/add/", whole).status_code == 302
    assert "The whole borough" in client.get("/partnership/coverage/").content.decode()
    ended = {"coverage": "N", "ends_on": clock.today().isoformat(), "key": "k3"}
    page = f"/partnership/teams/{team.public_id}/coverage/end/"
    assert client.post(page, ended).status_code == 302
    assert TeamCoverage.objects.get(team=team, locality__code="N").ends_on == clock.today()


@pytest.mark.parametrize("name", ["director", "team_manager", "front_door_manager", "referrer"])
def test_nobody_else_changes_the_partnership(personas: Personas, name: str) -> None:
    user = getattr(personas, name)
    for page in ("/partnership/", "/partnership/coverage/", "/partnership/teams/add/"):
        assert signed_in(user).get(page).status_code == 403
    with pytest.raises(NotPermitted):
        partnership.add_agency(by=user, name="Demo Own", kind="GP")
