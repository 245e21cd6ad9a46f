"""The family drawn, dragged through time and read aloud; two records compared, read as one, and parted."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from core import clock
from people import services
from people.enums import BondQuality, InvolvementKind, Partnership, StatusKind
from people.models import Person
from tests import browser as support
from tests.people.merging import pair
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A folder to look at the pages in; nothing is kept unless it is named.
SHOTS = os.environ.get("SHOTS", "")
Sign = Callable[[User], Any]

# key: forename, sex, born
PEOPLE: dict[str, tuple[str, str, date]] = {
    "grandfather": ("Gus", "M", date(1955, 2, 1)),
    "grandmother": ("Greta", "F", date(1958, 7, 9)),
    "mother": ("Mona", "F", date(1986, 3, 4)),
    "father": ("Finn", "M", date(1984, 1, 2)),
    "second": ("Sol", "M", date(1990, 6, 6)),
    "ada": ("Ada", "F", date(2014, 5, 5)),
    "ben": ("Ben", "M", date(2016, 8, 8)),
    "twin": ("Bo", "M", date(2016, 8, 8)),
    "cai": ("Cai", "M", date(2022, 9, 9)),
}


@pytest.fixture
def family(personas: Personas) -> dict[str, Person]:
    """Three generations, two fathers, twins, a pregnancy; the first father may have no contact with his daughter."""
    by = personas.system
    found = {
        key: services.create_person(by=by, forename=name, surname="Demokin", sex=sex, born_on=born)
        for key, (name, sex, born) in PEOPLE.items()
    }
    found["unborn"] = services.create_person(
        by=by, surname="Demokin", expected_on=clock.today() + timedelta(days=60)
    )
    for person in found.values():
        services.involve(
            person=person, kind=InvolvementKind.CO_WORKER, user=personas.social_worker, by=personas.system
        )

    def parents(*of: str, child: str, **more: Any) -> None:
        for each in of:
            services.relate(person=found[each], other=found[child], kind="PARENT", by=by, **more)

    parents("grandfather", "grandmother", child="mother")
    parents("mother", child="ada", has_parental_responsibility=True, responsibility_basis="mother")
    parents("father", child="ada", no_contact=True)
    for child in ("ben", "twin"):
        parents("mother", "father", child=child)
    for child in ("cai", "unborn"):
        parents("mother", "second", child=child)
    services.relate(
        person=found["mother"], other=found["father"], kind="FORMER_PARTNER", by=by,
        partnership=Partnership.DIVORCED, starts_on=date(2012, 1, 1),
    )  # fmt: skip
    services.relate(
        person=found["mother"], other=found["second"], kind="PARTNER", by=by,
        partnership=Partnership.TOGETHER, quality=BondQuality.CONFLICT, starts_on=date(2020, 1, 1),
    )  # fmt: skip
    home = [found[key] for key in ("mother", "second", "ada", "ben", "twin", "cai")]
    services.set_household(people=home, by=by, confirmed=True, starts_on=date(2022, 10, 1))
    services.update_person(
        person=found["grandfather"], by=by, version=1, died_on=clock.today() - timedelta(days=200)
    )
    return found


def _look(page: Any, name: str) -> None:
    support.axe(page)
    if SHOTS:
        for width, size in support.SIZES.items():
            page.set_viewport_size(size)
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size(support.WIDE)


def test_the_family_is_drawn_dragged_and_opened(
    family: dict[str, Person], personas: Personas, as_user: Sign, base: str
) -> None:
    page = as_user(personas.social_worker)
    page.goto(base + reverse("person_family", args=[family["ada"].public_id]))
    expect(page.locator("svg.app-genogram a")).to_have_count(10)
    _look(page, "family")
    # By keyboard, as by pointer: the first step is before most of them were born.
    page.focus("#step")
    page.keyboard.press("Home")
    expect(page.locator("#family-heading")).to_contain_text("1955")
    expect(page.locator("svg.app-genogram a")).to_have_count(2)
    page.goto(base + reverse("person_family", args=[family["ada"].public_id]))
    page.locator("svg.app-genogram a", has_text="Mona").click()
    expect(page).to_have_url(base + reverse("person_detail", args=[family["mother"].public_id]))


def test_the_household_side_by_side(
    family: dict[str, Person], personas: Personas, as_user: Sign, base: str
) -> None:
    for days, key in ((300, "ada"), (200, "ada"), (199, "ben"), (20, "cai")):
        services.record_sighting(
            person=family[key], seen_at=clock.now() - timedelta(days=days), seen_by=personas.social_worker,
            alone=True, by=personas.system,
        )  # fmt: skip
    services.set_status(
        person=family["ada"],
        kind=StatusKind.IN_NEED,
        by=personas.system,
        started_on=clock.today() - timedelta(days=310),
    )
    page = as_user(personas.social_worker)
    page.goto(base + reverse("household_timeline", args=[family["ada"].public_id]))
    expect(page.locator("svg.app-chart")).to_contain_text("Mona Demokin")
    _look(page, "household")


def test_without_scripts_the_slider_is_a_form(
    family: dict[str, Person], personas: Personas, chromium: Any, base: str
) -> None:
    context = chromium.new_context(viewport=support.WIDE, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    support.sign_in(page, personas.social_worker, base)
    page.goto(base + reverse("person_family", args=[family["ada"].public_id]))
    page.focus("#step")
    page.keyboard.press("Home")
    page.click(".app-slider button")
    expect(page.locator("#family-heading")).to_contain_text("1955")
    context.close()


def test_two_records_are_compared_read_as_one_and_parted(
    personas: Personas, as_user: Sign, base: str
) -> None:
    two = pair(personas)
    page = as_user(personas.front_door_manager)
    page.goto(base + reverse("person_merge_with", args=[two.kept.public_id, two.double.public_id]))
    expect(page.locator("h1")).to_have_text("Is this one person?")
    _look(page, "compare")
    page.check(f"input[value='{two.kept.public_id}']")
    page.fill("textarea[name=reason]", "One birth notification, seen today")
    page.check("input[name=sure]")
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("Two records read as one")
    _look(page, "merged")
    page.goto(base + reverse("person_detail", args=[two.double.public_id]))
    expect(page).to_have_url(base + reverse("person_detail", args=[two.kept.public_id]))
    page.click("text=Why, and how to part them")
    page.click("text=Part them again")
    page.fill("textarea[name=reason]", "Two birth certificates, both seen")
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("Two records, parted again")
    _look(page, "parted")
    page.goto(base + reverse("person_detail", args=[two.double.public_id]))
    expect(page).to_have_url(base + reverse("person_detail", args=[two.double.public_id]))
