"""From the queue to a decision by keyboard: the keys that only move are counted, text and choices are not."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from people.enums import InvolvementKind
from people.services import create_person, involve
from referrals.contacts.services import log_contact
from referrals.decisions.models import Decision
from referrals.triage import services as triage
from referrals.triage.models import Route
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOLD = {"key": "", "what": "Often hungry, coats too small", "where_now": "At school"}
MOST = 12


class Keyboard:
    """Counts what only moves; text typed and answers chosen are apart."""

    def __init__(self, page: Any) -> None:
        self.page, self.moved = page, []

    def move(self, key: str, to: str) -> None:
        """One key that does nothing but bring the worker to the next question."""
        self.page.keyboard.press(key)
        self.moved.append(key)
        expect(self.page.locator(to).first).to_be_focused()

    def choose(self, key: str) -> None:
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)


def prepared(personas: Personas) -> Any:
    """Tier 2, two children, matched by somebody else, read, rated, considered."""
    children = [{"role": role, "forename": name, "surname": "Demochild"}
                for role, name in (("CHILD", "Ada"), ("SIBLING", "Ben"))]  # fmt: skip
    contact = log_contact(by=personas.referrer, people=children, **TOLD)
    triage.mark_read(contact=contact, by=personas.duty_second)
    triage.rate(contact=contact, by=personas.duty_second, rag="GREEN", reason="Help at school")
    for row in contact.people.all():
        triage.match_person(
            contact_person=row, by=personas.duty_second, decision="NEW", reason="Nobody like this"
        )
        triage.consider_person(contact_person=row, by=personas.duty_second, note="School was asked")
    return contact


def test_a_prepared_concern_is_decided_in_twelve_keys(
    as_user: Callable[..., Any], base: str, personas: Personas
) -> None:
    contact = prepared(personas)
    first, second = contact.people.order_by("position")
    page = as_user(personas.duty)
    page.goto(f"{base}/front-door/")
    page.wait_for_selector("body.js-enabled h1:has-text('Front door')")
    keys = Keyboard(page)
    page.keyboard.press("o")  # 1: opens the first concern of the queue
    keys.moved.append("o")
    page.wait_for_url(f"**{contact.path}")
    page.wait_for_selector("[data-key=d]")
    keys.move("d", "[name=tier]")  # 2: to the decision
    keys.choose("ArrowDown")
    expect(page.locator("#decide_tier_2")).to_be_checked()
    keys.move("Tab", "[name=indicators_2]")  # 3
    keys.choose("Space")
    keys.move("t", "[name=adults_asked]")  # 4: to think family
    keys.choose("ArrowDown")
    keys.move("Tab", "[name=children_asked]")  # 5
    keys.choose("ArrowDown")
    for person, tabs in ((first, "Tab"), (second, "Tab")):
        keys.move(tabs, f"[name=outcome_{person.pk}]")  # 6, 8
        keys.write("Help by a single")
        keys.move("Tab", f"[name=help_{person.pk}]")  # 7, 9
        keys.write("School nurse")
    keys.move("Tab", "textarea[name=rationale]")  # 10
    keys.write("Help at school is enough, and the mother agrees")
    keys.move(
        "Tab", "[name=release]:checked"
    )  # 11: what the referrer is told stands at "action taken" (safety g)
    keys.move("Tab", "[name=release_reason]")  # 12
    keys.write("The school goes on helping")
    page.keyboard.press("Enter")  # the decision itself, a deliberate act
    expect(page.locator("h2:has-text('Decision')")).to_be_visible()
    decision = Decision.objects.get()
    assert (decision.tier, decision.decided_by, decision.outcomes.count()) == (2, personas.duty, 2)
    assert len(keys.moved) <= MOST, keys.moved


def test_one_key_opens_the_routing_of_an_open_case_a_second_confirms_and_red_never(
    as_user: Callable[..., Any], base: str, personas: Personas
) -> None:
    child = create_person(by=personas.system, forename="Ada", surname="Demochild")
    involve(person=child, kind=InvolvementKind.ALLOCATED, user=personas.social_worker, by=personas.system)
    contact = log_contact(by=personas.referrer, people=[{"role": "CHILD", "forename": "Ada"}], **TOLD)
    triage.rate(contact=contact, by=personas.duty_second, rag="GREEN", reason="Nothing new")
    triage.match_person(
        contact_person=contact.people.get(),
        by=personas.duty_second,
        decision="SAME",
        person=child,
        reason="Known",
    )
    page = as_user(personas.duty)
    page.goto(f"{base}{contact.path}")
    page.wait_for_selector("[data-key=s]")
    page.keyboard.press("s")
    expect(page.locator("h1:has-text('Send to the worker')")).to_be_visible()
    assert not Route.objects.exists()
    expect(page.locator("main form button")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{contact.path}")
    assert Route.objects.get().person == child
    triage.rate(contact=contact, by=personas.duty, rag="RED", reason="Hit with a belt today")
    page.goto(f"{base}{contact.path}")
    assert page.locator("[data-key=s], a:has-text('Send to the worker of an open case')").count() == 0
