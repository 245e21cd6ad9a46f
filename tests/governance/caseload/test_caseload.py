"""The caseload from live data: every number agrees with its list, by persona."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Team, User
from casework.cases.services import allocate, open_case
from core import clock
from core.history import acting
from deadlines.services import start_clock
from governance.caseload import selectors
from governance.caseload.permissions import scope_of
from localities.models import Locality, TeamCoverage
from people import services
from people.enums import AddressKind, Restriction
from people.models import Person
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
NORTH, SOUTH = "Family Support North", "Family Support South"


@pytest.fixture(autouse=True)
def teams_cover_localities(db: None) -> None:
    with acting(by="SYSTEM", reason="arranged by a test"):
        TeamCoverage.objects.all().delete()
        for name, place in ((NORTH, "North"), (SOUTH, "South"), ("CAMHS", "")):
            TeamCoverage.objects.create(
                team=Team.objects.get(name=name),
                locality=Locality.objects.get(name=place) if place else None,
                starts_on=clock.today() - timedelta(days=900),
            )


def one(
    personas: Personas, number: int, *, place: str = "North", team: str = NORTH, kind: str = "CIN"
) -> Person:
    person = services.create_person(by=personas.system, forename=f"Kid{number}", surname="Democase")
    services.move_to(
        person=person,
        by=personas.system,
        lines=f"{number} Demo Road",
        kind=AddressKind.HOME,
        locality=Locality.objects.get(name=place),
        locality_reason="arranged",
    )
    open_case(person=person, by=personas.system, team=Team.objects.get(name=team), kind=kind)
    return person


def numbers(page: str, label: str) -> list[str]:
    """What the place cards say under a label, in order."""
    pattern = rf"<dt>{label}</dt><dd>(?:<a[^>]*>)?(\d+|fewer than 6)"
    return re.findall(pattern, page)


def get(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_team_manager_sees_the_own_locality_and_every_number_opens_its_list(
    personas: Personas, as_user: As
) -> None:
    for number in range(3):
        one(personas, number)
    one(personas, 9, place="South", team=SOUTH)
    client = as_user(personas.team_manager)
    page = get(client, reverse("caseload"))
    assert numbers(page, "Open") == ["3"]
    assert numbers(page, "Waiting for a worker") == ["3"]
    assert "Kid0 Democase" in page
    assert "Kid9" not in page
    for href in {
        address.replace("&amp;", "&") for address in re.findall(r'href="(/caseload/list/[^"]+)"', page)
    }:
        listed = get(client, href)
        assert "Kid9" not in listed
        assert re.search(r"<strong>[1-9]\d*</strong> in this list", listed), href


def test_counts_and_lists_agree_for_every_reader(personas: Personas) -> None:
    for number in range(4):
        one(personas, number)
    one(personas, 9, place="South", team=SOUTH)
    one(personas, 10, place="South", team="CAMHS")
    for reader in (personas.team_manager, personas.team_manager_other, personas.front_door_manager):
        scope = scope_of(reader)
        for row in selectors.by_place(reader, scope):
            wanted = selectors.Wanted(place=row["place"], stage=row["shown"], rag=row["rag"] or "NONE")
            assert selectors.listed(reader, scope, wanted).count() == row["n"]
    borough = selectors.by_place(personas.front_door_manager, scope_of(personas.front_door_manager))
    assert sum(row["n"] for row in borough) == 6
    assert any(row["place"].startswith("T") for row in borough)


def test_allocation_moves_a_case_from_waiting_to_a_worker(personas: Personas, as_user: As) -> None:
    person = one(personas, 1)
    case = person.cases.get()
    allocate(case=case, worker=personas.social_worker, by=personas.team_manager)
    page = get(as_user(personas.team_manager), reverse("caseload"))
    assert numbers(page, "Waiting for a worker") == ["0"]
    assert "1 child in need x 2 = 2 of 36 points" in page
    listed = get(as_user(personas.team_manager), f"{reverse('caseload_list')}?worker=social_worker")
    assert "Kid1 Democase" in listed


def test_due_overdue_and_unseen_open_their_lists(personas: Personas, as_user: As) -> None:
    person = one(personas, 1)
    start_clock(
        code="CINVIS",
        subject=person,
        person=person,
        by=personas.system,
        triggered_at=clock.now() - timedelta(days=90),
        reference="CS-26-00001",
    )
    services.set_status(
        person=person,
        kind="CP",
        category="NEG",
        by=personas.system,
        started_on=clock.today() - timedelta(days=60),
    )
    client = as_user(personas.team_manager)
    page = get(client, reverse("caseload"))
    assert int(numbers(page, "Overdue")[0]) >= 1
    assert numbers(page, "Children not seen in time") == ["1"]
    assert "Child in need visit" in get(client, f"{reverse('caseload_list')}?what=overdue")
    assert "never on record" in get(client, f"{reverse('caseload_list')}?what=unseen")
    assert "Kid1 Democase" in get(client, reverse("early_warning"))


def test_a_restricted_person_is_r_1_to_the_named_list_and_nobody_to_others(
    personas: Personas, as_user: As
) -> None:
    person = one(personas, 1)
    before = get(as_user(personas.front_door_manager), reverse("caseload"))
    assert "Kid1 Democase" in before
    services.restrict(
        person=person, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    for reader in (personas.team_manager, personas.front_door_manager):
        page = get(as_user(reader), reverse("caseload"))
        assert "Kid1" not in page
        assert "R-1" not in page
        assert set(numbers(page, "Open")) == {"0"}
    services.name_on_list(
        by=personas.director, user=personas.team_manager, person=person, reason="allocated here"
    )
    page = get(as_user(personas.team_manager), reverse("caseload"))
    assert "R-1" in page
    assert "Kid1" not in page
    assert numbers(page, "Open") == ["1"]


def test_totals_alone_are_suppressed_and_have_no_list(personas: Personas, as_user: As) -> None:
    for number in range(3):
        one(personas, number)
    for reader in (personas.commissioner, personas.board_member, personas.auditor):
        client = as_user(reader)
        page = get(client, reverse("caseload"))
        assert "fewer than 6" in page
        assert "Democase" not in page
        assert "/caseload/list/" not in page
        assert client.get(reverse("caseload_list")).status_code == 403
    director = get(as_user(personas.director), reverse("caseload"))
    assert "3" in numbers(director, "Open")
    assert "Democase" not in director
    assert as_user(personas.director).get(reverse("caseload_list")).status_code == 403


def test_roles_without_oversight_are_refused(personas: Personas, as_user: As) -> None:
    for reader in (
        personas.social_worker,
        personas.referrer,
        personas.duty,
        personas.police,
        personas.administrator,
    ):
        for name in ("caseload", "caseload_list", "early_warning"):
            assert as_user(reader).get(reverse(name)).status_code == 403


def test_a_projector_shows_no_name(personas: Personas, as_user: As) -> None:
    person = one(personas, 1)
    allocate(case=person.cases.get(), worker=personas.social_worker, by=personas.team_manager)
    one(personas, 2)
    page = get(as_user(personas.team_manager), f"{reverse('caseload')}?projector=1")
    assert "Democase" not in page
    assert "Demo Social Worker" not in page


def test_the_page_asks_twelve_queries_however_many_are_open(personas: Personas, as_user: As) -> None:
    one(personas, 0)
    client = as_user(personas.team_manager)
    get(client, reverse("caseload"))
    with CaptureQueriesContext(connection) as few:
        get(client, reverse("caseload"))
    for number in range(1, 20):
        one(personas, number)
    with CaptureQueriesContext(connection) as many:
        get(client, reverse("caseload"))
    assert len(many) == len(few) <= 12, [row["sql"][:90] for row in many.captured_queries]
