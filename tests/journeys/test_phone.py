"""A call typed by keyboard alone while talking: danger first, one page, nothing lost at a mistake."""

from collections.abc import Callable
from typing import Any

import pytest

from referrals.contacts.models import Contact
from tests.browser import axe
from tests.journeys.test_front_door import look
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_call_by_keyboard_alone(as_user: Callable[..., Any], base: str, personas: Personas) -> None:
    page = as_user(personas.business_support)
    page.goto(f"{base}/front-door/call/")
    page.wait_for_selector("h1:has-text('A call')")
    assert page.locator("input:checked").count() == 0
    axe(page)
    look(page, "call")
    page.focus("input[name=danger_now]")
    page.keyboard.press("Space")
    typed = {"where_now": "Outside the school, with a teacher", "what": "His stepfather hit him with a stick this morning",
             "forename_1": "Ben", "surname_1": "Demochild", "age_words_1": "seven"}  # fmt: skip
    for name, text in typed.items():
        page.focus(f"[name={name}]")
        page.keyboard.type(text)
    # Without a caller it comes back with everything typed.
    page.focus("[name=role_1]")
    page.keyboard.type("Child the concern")
    page.focus("main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=There is a problem")
    assert page.input_value("textarea[name=what]") == typed["what"]
    axe(page)
    for name, text in {"referrer_name": "Demo Neighbour", "referrer_phone": "01632 960 555"}.items():
        page.focus(f"[name={name}]")
        page.keyboard.type(text)
    page.focus("main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=We have received your concern")
    contact = Contact.objects.get()
    assert (contact.channel, contact.rag, contact.referrer_name) == ("PHONE", "RED", "Demo Neighbour")
    assert contact.referrer is None and contact.logged_by == personas.business_support
    assert contact.people.get().full_name == "Ben Demochild"
