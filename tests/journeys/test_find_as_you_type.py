"""Given half a name and a birth date, when a duty worker types, then the right child stands first, by keyboard alone."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from people import services
from people.models import Person
from tests import browser as support
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS", "")


@pytest.fixture
def children(personas: Personas) -> list[Person]:
    by = personas.system
    made = [
        services.create_person(by=by, forename=forename, surname="Demokhan", born_on=born)
        for forename, born in (
            ("Demo Aisha", date(2016, 4, 3)),
            ("Demo Yusuf", date(2014, 9, 21)),
            ("Demo Zara", date(2019, 1, 5)),
        )
    ]
    services.move_to(person=made[0], by=by, lines="4 Demo Road", postcode="M33 7ZZ")
    return made


def test_the_best_match_comes_first_and_the_arrows_lead_to_it(
    page: Any, base: str, personas: Personas, children: list[Person]
) -> None:
    support.sign_in(page, personas.duty, base)
    page.goto(f"{base}{reverse('people_find')}")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("Demokahn ayesha 3 apr 16 M33", delay=15)
    first = page.locator("a[data-result]").first
    expect(first).to_have_text("Demo Aisha Demokhan")
    expect(page.locator("#results")).to_contain_text("“ayesha” stands for Aisha")
    expect(page.locator("#results")).to_contain_text("born that day")
    expect(page.locator("#found")).to_contain_text("found, best first")
    support.axe(page)
    if SHOTS:
        for width, size in support.SIZES.items():
            page.set_viewport_size(size)
            page.screenshot(path=str(Path(SHOTS) / f"find-typed-{width}.png"), full_page=True)
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base}{reverse('person_detail', args=[children[0].public_id])}")


def test_the_surname_alone_lists_the_family_and_the_arrows_walk_it(
    page: Any, base: str, personas: Personas, children: list[Person]
) -> None:
    support.sign_in(page, personas.duty, base)
    page.goto(f"{base}{reverse('people_find')}")
    page.locator("#q").press_sequentially("demokh", delay=15)
    links = page.locator("a[data-result]")
    expect(links).to_have_count(3)
    for place in (0, 1, 2, 2):
        page.keyboard.press("ArrowDown")
        expect(links.nth(place)).to_be_focused()
    page.keyboard.press("Home")
    expect(links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()


def test_without_scripts_the_box_is_a_form(
    chromium: Any, base: str, personas: Personas, children: list[Person]
) -> None:
    context = chromium.new_context(viewport=support.NARROW, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    support.sign_in(page, personas.duty, base)
    page.goto(f"{base}{reverse('people_find')}")
    page.fill("#q", "zara demokhan")
    page.press("#q", "Enter")
    expect(page.locator("a[data-result]").first).to_have_text("Demo Zara Demokhan")
    page.locator("a[data-result]").first.click()
    expect(page).to_have_url(f"{base}{reverse('person_detail', args=[children[2].public_id])}")
    context.close()
