"""Given the pages every installation has, when axe reads them at both widths, then it finds nothing."""

import re
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import expect

from tests.browser import axe
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_oneself_colleagues_and_the_administrator(
    as_user: Any, base: str, personas: Personas
) -> None:
    page = as_user(personas.administrator)
    someone = f"/colleagues/{personas.social_worker.public_id}/"
    for address in (
        "/me/",
        "/me/leave/",
        "/me/password/",
        "/colleagues/",
        "/colleagues/?q=nobody-at-all",
        "/colleagues/add/",
        "/colleagues/without-lines/",
        "/on-call/",
        "/on-call/add/",
        someone,
        *(f"{someone}{part}/" for part in ("role", "team", "lines", "password", "left")),
    ):
        page.goto(base + address)
        axe(page)


def test_forms_with_every_error_they_know(as_user: Any, base: str, personas: Personas) -> None:
    page = as_user(personas.administrator)
    for address in ("/me/leave/", "/me/password/", "/colleagues/add/", "/on-call/add/"):
        page.goto(base + address)
        page.click("main form button[type=submit]")
        expect(page).to_have_title(re.compile("^Error: "))
        axe(page)


@override_settings(ROOT_URLCONF="tests.core.kitchen")
def test_every_kind_of_question_empty_wrong_and_overtaken(
    as_user: Any, base: str, personas: Personas
) -> None:
    page = as_user(personas.administrator)
    page.goto(f"{base}/kitchen/")
    axe(page)
    assert not page.is_visible("#id_danger_detail")
    page.check("#id_danger")
    assert page.is_visible("#id_danger_detail")
    page.click("main form button[type=submit]")
    axe(page)
    assert page.is_visible("#id_danger_detail")
    page.click("text=Answer the question: Who is in danger?")
    assert page.evaluate("document.activeElement.id") == "id_danger_detail"
    # An old version: the page with both texts.
    page.fill("#id_name", "Demo Ashworth")
    page.fill("#id_worry", "No food at home")
    for part, value in {"day": "2", "month": "June", "year": "2019"}.items():
        page.fill(f"#id_born_on_{part}", value)
    page.check("#id_danger_2")
    page.check("#id_sure")
    page.evaluate("document.querySelector('input[name=version]').value = '2'")
    page.heard.errors.clear()
    page.click("main form button[type=submit]")
    expect(page).to_have_title(re.compile("^Not saved yet"))
    assert page.is_visible("text=As kept")
    axe(page)
    # The browser's own line about an answer of 409 is no complaint.
    page.heard.errors[:] = [line for line in page.heard.errors if "409" not in line]
    page.click("text=Save mine")
    page.wait_for_url(f"{base}/me/?*")


def test_pages_of_refusal(as_user: Any, base: str, personas: Personas) -> None:
    page = as_user(personas.social_worker)
    for address, status in (("/nothing/here/", 404), ("/colleagues/add/", 403)):
        answer = page.goto(base + address)
        assert answer.status == status
        axe(page)
    page.heard.errors[:] = [line for line in page.heard.errors if "404" not in line and "403" not in line]


@override_settings(ROOT_URLCONF="tests.core.kitchen")
def test_every_component(as_user: Any, base: str, personas: Personas) -> None:
    page = as_user(personas.team_manager)
    page.goto(f"{base}/gallery/")
    axe(page)
