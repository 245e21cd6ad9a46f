"""F08 on Maundy Thursday through the closure check to the out-of-hours worker; F12 after closing on Christmas Eve."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from core import clock
from referrals.closing import services as closing
from referrals.closing.models import OutOfHoursOffer, SafeUntil
from referrals.contacts.models import Contact
from referrals.contacts.services import log_contact
from referrals.triage import services as triage
from tests.browser import axe
from tests.journeys.test_front_door import look
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[date, int, int], datetime]:
    """The server stands at a moment too: it runs in this process."""

    def stand(on: date, hour: int, minute: int) -> datetime:
        moment = clock.at_local(on, hour, minute)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    return stand


def told(personas: Personas, **more: Any) -> Contact:
    values: dict[str, Any] = {
        "by": personas.gp, "key": "", "where_now": "At home with his daughter",
        "what": "Finger-shaped bruises on both arms; his daughter is at the end of her strength",
        "people": [{"role": "ADULT", "forename": "Demo", "surname": "Grandfather", "age_words": "74"}],
    }  # fmt: skip
    return log_contact(**(values | more))


def test_f08_on_maundy_thursday_through_the_closure_check(
    as_user: Callable[..., Any], base: str, personas: Personas, at: Callable[..., datetime]
) -> None:
    # Given a GP's concern at ten to five before Good Friday, and one that is read
    at(date(2026, 4, 2), 16, 50)
    contact, other = told(personas), told(personas, what="Low mood, seen by her nurse today")
    triage.rate(contact=other, by=personas.duty, rag="GREEN", reason="Seen today")
    # When duty opens the queue it says that two concerns have nothing to cover them
    page = as_user(personas.duty)
    page.goto(f"{base}/front-door/")
    assert "We close at 17:00: 2 undecided concerns have nothing to cover them" in page.content()
    axe(page)
    page.click("text=Open the closure check")
    page.wait_for_selector("h1:has-text('Closure check')")
    text = page.inner_text("main")
    assert "open again Tue 7 April 2026, 08:30" in text and "closed Fri 3 - Mon 6" in text
    assert "due Tue 7 April, office target 17:00" in text
    axe(page)
    look(page, "closing")
    # And hands the first to the out-of-hours worker by keyboard
    page.locator(f"tr:has-text('{contact.reference}') a:has-text('Offer')").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Offer it')")
    assert page.locator("input[name=to]:checked").count() == 0
    axe(page)
    page.check("input[name=to]")
    page.click("button:has-text('Offer')")
    page.wait_for_selector("text=offered to Demo Edt, not accepted yet")
    # Then it is the worker's only once accepted
    page = as_user(personas.edt)
    page.goto(f"{base}/front-door/out-of-hours/")
    axe(page)
    look(page, "out-of-hours")
    page.click(f"a:has-text('{contact.reference}')")
    page.wait_for_selector("h1:has-text('A concern to take')")
    axe(page)
    look(page, "offer")
    page.fill("textarea[name=note]", "I ring the daughter at six")
    page.click("button:has-text('Accept it')")
    page.wait_for_selector("text=Accepted. It is yours")
    assert OutOfHoursOffer.objects.get(contact=contact).accepted_by == personas.edt
    # And the manager signs the other, with what was typed kept at the mistake
    page = as_user(personas.front_door_manager)
    page.goto(f"{base}{other.path}safe-until/")
    page.fill("textarea[name=because]", "short")
    page.click("main button:has-text('Sign')")
    page.wait_for_selector("text=There is a problem")
    assert page.input_value("textarea[name=because]") == "short"
    axe(page)
    for name, value in (("day", "3"), ("month", "4"), ("year", "2026"), ("time", "11:00")):
        page.fill(f"input[name=until_{name}]", value)
    page.fill("textarea[name=because]", "Her sister is with her over the holidays")
    page.click("main button:has-text('Sign')")
    page.wait_for_selector("text=Signed safe by Demo Front Door Manager")
    assert SafeUntil.objects.get().contact == other
    # At five nobody is paged
    at(date(2026, 4, 2), 17, 0)
    assert closing.sweep_closing() == 0


def test_f12_after_closing_on_christmas_eve_goes_to_the_out_of_hours_worker(
    as_user: Callable[..., Any], base: str, personas: Personas, at: Callable[..., datetime]
) -> None:
    at(date(2026, 12, 24), 17, 20)
    contact = told(personas, what="Spiral fracture, three accounts in one hour", danger_now="YES")
    assert Contact.objects.get(pk=contact.pk).rag == "RED"
    page = as_user(personas.edt)
    page.goto(f"{base}/notices/")
    page.locator("tr:has-text('A concern waits for you to accept it out of hours') button").click()
    page.wait_for_selector("h1:has-text('A concern to take')")
    assert "Arrived while closed" in page.inner_text("main")
    page.fill("textarea[name=note]", "On my way to the ward")
    page.click("button:has-text('Accept it')")
    page.wait_for_selector("text=Accepted. It is yours")
    at(date(2026, 12, 25), 3, 0)
    assert closing.sweep_closing() == 0
    page.goto(f"{base}/front-door/closing/")
    text = page.inner_text("main")
    assert "closed Fri 25 - Mon 28" in text and "Accepted by Demo Edt (out of hours)" in text
