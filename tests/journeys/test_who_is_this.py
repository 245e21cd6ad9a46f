"""Duty is offered whom a named child may be and why, is not sure, and settles it later from the list; with axe."""

import os
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from people.services import create_person, move_to
from referrals.contacts.services import log_contact
from tests.browser import axe
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def look(page: Any, name: str) -> None:
    """Keep a picture where one was asked for."""
    if folder := os.environ.get("PICTURES"):
        for width, height in ((1366, 768), (320, 640)):
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1366, "height": 768})


def test_from_not_sure_to_settled(as_user: Callable[..., Any], base: str, personas: Personas) -> None:
    # Given a child in the index, and a concern that misspells her
    ada = create_person(
        by=personas.system, forename="Ada", surname="Demochild", born_on=date(2016, 5, 4), sex="F"
    )
    move_to(person=ada, by=personas.system, lines="3 Demo Street, Sale", postcode="M33 3AA")
    contact = log_contact(
        by=personas.referrer, key="", what="Bruises on both arms that nobody can explain", where_now="At school",
        people=[
            {"role": "CHILD", "forename": "Adah", "surname": "Demochild", "born_on": date(2016, 5, 4),
             "birth_certainty": "EXACT", "postcode": "M33 3AA"}
        ],
    )  # fmt: skip
    # When duty opens it, she is offered with the evidence, and nothing is chosen beforehand
    page = as_user(personas.duty)
    page.goto(f"{base}{contact.path}")
    page.check("input[name=decision][value=SAME]")
    offered = page.locator("label:has-text('Ada Demochild, 4 May 2016')")
    assert offered.is_visible()
    assert not page.locator("input[name=person]").first.is_checked()
    assert "given name one slip apart; the same surname; born the same day" in page.content()
    axe(page)
    look(page, "who-is-this-triage")
    page.check("input[name=decision][value=UNSURE]")
    page.locator("details:has(input[name=decision]) textarea[name=reason]").fill("Two girls so called")
    page.click("text=Save who this is")
    # Then she waits in the list until somebody settles her
    page.goto(f"{base}/front-door/who-is-this/")
    axe(page)
    look(page, "who-is-this-list")
    page.click("text=Adah Demochild")
    axe(page)
    look(page, "who-is-this-form")
    page.check("input[name=decision][value=SAME]")
    page.check("input[name=person]")
    page.locator("textarea[name=reason]").fill("The school knows her date")
    page.click("button:has-text('Save')")
    page.goto(f"{base}/front-door/who-is-this/")
    assert "Everybody is settled" in page.content()
    assert contact.people.get().person == ada
