"""The pages of one person, one worker and the caseload in a browser: accessible at both widths, and quiet."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Team, User
from casework.cases.services import allocate, open_case
from core import clock
from core.history import acting
from deadlines.services import start_clock
from localities.models import Locality, TeamCoverage
from people import services
from people.enums import InvolvementKind
from people.models import Person
from tests import browser as support
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A folder to look at the pages in; nothing is kept unless it is named.
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def family(personas: Personas) -> list[Person]:
    """Three brothers and sisters of the North team: a lead, visits overdue, one without a worker."""
    with acting(by="SYSTEM", reason="arranged by a test"):
        return arranged(personas)


def arranged(personas: Personas) -> list[Person]:
    north = Team.objects.get(name="Family Support North")
    with acting(by="SYSTEM", reason="arranged by a test"):
        TeamCoverage.objects.filter(team=north).delete()
        TeamCoverage.objects.create(
            team=north,
            locality=Locality.objects.get(name="North"),
            starts_on=clock.today() - timedelta(days=900),
        )
    people = []
    for number, name in enumerate(("Ada", "Ben", "Cai")):
        person = services.create_person(
            by=personas.system,
            forename=name,
            surname="Demochild",
            born_on=clock.today() - timedelta(days=900 + 700 * number),
            nhs_number="9434765919" if not number else "",
            story="Lives with their mother. School sees them tired and hungry on Mondays."
            if not number
            else "",
        )
        services.move_to(
            person=person,
            by=personas.system,
            lines="1 Demo Street",
            locality=Locality.objects.get(name="North"),
            locality_reason="arranged",
        )
        case = open_case(person=person, by=personas.system, team=north, kind="CIN")
        if number < 2:
            allocate(case=case, worker=personas.social_worker, by=personas.team_manager)
        start_clock(
            code="CINVIS",
            subject=person,
            person=person,
            owner=personas.social_worker,
            by=personas.system,
            triggered_at=clock.now() - timedelta(days=60),
            reference=case.reference,
            path=f"/people/{person.public_id}/",
        )
        people.append(person)
    first = people[0]
    services.set_lead(person=first, lead=personas.social_worker, by=personas.system, reason="allocated")
    services.involve(
        person=first,
        kind=InvolvementKind.TEAM_AROUND,
        user=personas.health_visitor,
        by=personas.system,
        what="Health visitor",
    )
    services.relate(person=first, other=people[1], kind="SIBLING", by=personas.system)
    services.set_household(people=people, by=personas.system, confirmed=True)
    services.record_sighting(
        person=first,
        seen_at=clock.now() - timedelta(days=3),
        seen_by=personas.social_worker,
        alone=True,
        by=personas.system,
    )
    services.warn_staff(
        person=first,
        by=personas.system,
        what="Large dog, not chained",
        review_on=clock.today() + timedelta(days=30),
    )
    services.add_contact_point(
        person=first, by=personas.system, kind="PHONE", value="01632 960 999", safe_to_call=True
    )
    return people


def look(page: Any, base: str, address: str, name: str) -> None:
    page.goto(f"{base}{address}")
    support.axe(page)
    if SHOTS:
        for width, size in support.SIZES.items():
            page.set_viewport_size(size)
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


def test_a_social_worker_finds_a_child_and_reads_the_record(
    page: Any, base: str, personas: Personas, family: list[Person]
) -> None:
    support.sign_in(page, personas.social_worker, base)
    look(page, base, reverse("my_work"), "my-work")
    page.set_viewport_size(support.WIDE)
    page.goto(f"{base}{reverse('people_find')}")
    page.locator("#q").press_sequentially("Ada Demo", delay=20)
    page.get_by_role("link", name="Ada Demochild").wait_for()
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / "find-1366.png"), full_page=True)
    support.axe(page)
    page.get_by_role("link", name="Ada Demochild").click()
    page.get_by_role("heading", name="Lead professional").wait_for()
    one = [family[0].public_id]
    for name in ("detail", "family", "timeline", "assessments", "plan", "documents", "access", "edit"):
        look(page, base, reverse(f"person_{name}", args=one), f"person-{name}")
    for name in ("birth", "relationship_add", "address", "warning_add", "contact_point_add", "story"):
        look(page, base, reverse(f"person_{name}", args=one), f"person-{name}")
    look(page, base, reverse("tracking_board"), "board")


def test_the_index_card_and_opening_by_purpose(
    page: Any, base: str, personas: Personas, family: list[Person]
) -> None:
    support.sign_in(page, personas.duty, base)
    look(page, base, reverse("person_detail", args=[family[0].public_id]), "card")
    page.get_by_role("link", name="Open the record").click()
    page.get_by_role("button", name="Open the record").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    support.axe(page)
    page.get_by_label("What do you need the record for?").fill("Triage of a concern from school")
    page.get_by_role("button", name="Open the record").click()
    page.get_by_role("heading", name="Lead professional").wait_for()
    support.sign_in(page, personas.social_worker_other, base)
    look(page, base, reverse("person_break_glass", args=[family[0].public_id]), "break-glass")


def test_a_manager_reads_the_caseload_down_to_a_name(
    page: Any, base: str, personas: Personas, family: list[Person], django_db_blocker: Callable[..., Any]
) -> None:
    support.sign_in(page, personas.team_manager, base)
    look(page, base, reverse("caseload"), "caseload")
    look(page, base, reverse("early_warning"), "early-warning")
    look(page, base, f"{reverse('caseload_list')}?what=overdue", "caseload-overdue")
    look(page, base, reverse("governance"), "governance")
    page.set_viewport_size(support.WIDE)
    page.goto(f"{base}{reverse('caseload')}")
    page.get_by_role("link", name="1 Waiting for a worker, North").click()
    page.get_by_role("link", name="Cai Demochild").wait_for()


@pytest.mark.parametrize("who", ["commissioner", "director", "data_protection"])
def test_oversight_without_names(
    page: Any, base: str, personas: Personas, family: list[Person], who: str
) -> None:
    user: User = getattr(personas, who)
    support.sign_in(page, user, base)
    places = {
        "commissioner": ("caseload", "governance"),
        "director": ("caseload",),
        "data_protection": ("access_log",),
    }
    for name in places[who]:
        look(page, base, reverse(name), f"{who}-{name}")
        assert "Demochild" not in page.content()
