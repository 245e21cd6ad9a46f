"""A health visitor tells, duty reads and gathers, a manager decides: given, when, then, at both widths, with axe."""

import os
from collections.abc import Callable
from typing import Any

import pytest

from referrals.contacts.models import Contact
from referrals.contacts.services import log_contact
from referrals.decisions.models import Decision
from referrals.triage import services as triage
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


def test_from_a_concern_to_its_decision(as_user: Callable[..., Any], base: str, personas: Personas) -> None:
    # Given a health visitor with a worry
    page = as_user(personas.health_visitor)
    page.goto(f"{base}/concerns/new/")
    axe(page)
    look(page, "task-list")
    # When she answers three steps and sends
    page.click("text=Danger, and where they are now")
    page.check("input[name=danger_now][value=NO]")
    page.fill("textarea[name=where_now]", "At home with her mother")
    axe(page)
    look(page, "step")
    page.click("text=Save and go on")
    page.click("text=Add a person")
    page.check("input[name=role][value=CHILD]")
    page.fill("input[name=forename]", "Ada")
    page.fill("input[name=surname]", "Demochild")
    page.fill("input[name=age_words]", "two")
    page.click("text=Save and go on")
    page.click("text=Go on")
    page.fill("textarea[name=what]", "Lost weight in a month, mother low and alone with her")
    page.click("text=Save and see all steps")
    page.click("text=Check answers and send")
    axe(page)
    look(page, "check")
    page.click("button:has-text('Send')")
    assert "We have received your concern" in page.content()
    axe(page)
    look(page, "sent")
    contact = Contact.objects.get()

    # Then duty finds it unread, reads it, rates it and says who she is
    page = as_user(personas.duty)
    page.goto(f"{base}/front-door/")
    axe(page)
    look(page, "queue")
    page.click("text=Ada Demochild (two)")
    axe(page)
    look(page, "triage")
    page.click("text=I have read this")
    page.check("input[name=rag][value=AMBER]")
    page.fill("textarea[id=rate_reason]", "To be seen this week")
    page.click("button:has-text('Rate')")
    page.check("input[name=decision][value=NEW]")
    page.locator("details:has(input[name=decision]) textarea[name=reason]").fill(
        "Nobody like her is recorded"
    )
    page.click("text=Save who this is")
    page.locator("textarea[name=note]").fill("Health visitor weighed her on Monday")
    page.click("button:has-text('Considered')")
    contact.refresh_from_db()
    assert (contact.rag, contact.first_read_by) == ("AMBER", personas.duty)

    # And the manager decides with what was typed kept at each mistake
    page = as_user(personas.front_door_manager)
    page.goto(f"{base}{contact.path}")
    person = contact.people.get()
    page.fill("textarea[name=rationale]", "Needs an assessment")
    page.click("button:has-text('Decide')")
    assert "There is a problem" in page.content()
    assert page.input_value("textarea[name=rationale]") == "Needs an assessment"
    axe(page)
    look(page, "triage-error")
    page.check("input[name=tier][value='3']")
    page.locator("input[name=indicators_3]").first.check()
    page.check("input[name=adults_asked][value=YES]")
    page.check("input[name=children_asked][value=NO]")
    page.select_option(f"select[name=outcome_{person.pk}]", "FAMILY_HELP")
    page.fill("input[name=release_reason]", "She works with the family")
    page.click("button:has-text('Decide')")
    assert Decision.objects.get().tier == 3
    axe(page)
    look(page, "decided")

    # And the health visitor reads what was let out
    page = as_user(personas.health_visitor)
    page.goto(f"{base}/concerns/{contact.public_id}/")
    assert "Action was taken" in page.content()


def test_a_new_red_is_announced_and_moves_no_line(
    as_user: Callable[..., Any], base: str, personas: Personas
) -> None:
    told = {
        "key": "", "what": "Hit with a belt", "where_now": "School", "by": personas.referrer,
        "people": [{"role": "CHILD", "forename": "Ben"}],
    }  # fmt: skip
    first = log_contact(**told)
    triage.rate(contact=first, by=personas.duty, rag="GREEN", reason="Known, visited yesterday")
    page = as_user(personas.duty)
    page.goto(f"{base}/front-door/")
    before = page.locator("table").inner_text()
    log_contact(**told, danger_now="YES")
    page.evaluate("htmx.trigger('[hx-get*=new-red]', 'every 20s')")
    page.evaluate("fetch(document.querySelector('[hx-get]').getAttribute('hx-get')).then(r => r.text())")
    page.wait_for_selector("text=New red concern", timeout=30_000)
    assert page.locator("table").inner_text() == before
