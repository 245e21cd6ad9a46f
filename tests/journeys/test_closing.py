"""Before a closure a manager signs what is safe; the way to the out-of-hours worker is walked in F08 and F12."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from core import clock
from referrals.closing import services as closing
from referrals.closing.models import SafeUntil
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


def test_a_manager_signs_what_is_safe_until_a_moment(
    as_user: Callable[..., Any], base: str, personas: Personas, at: Callable[..., datetime]
) -> None:
    # Given one that is read, ten minutes before Good Friday
    at(date(2026, 4, 2), 16, 50)
    contact = told(personas, what="Low mood, seen by her nurse today")
    triage.rate(contact=contact, by=personas.duty, rag="GREEN", reason="Seen today")
    # When the manager signs it, with what was typed kept at the mistake
    page = as_user(personas.front_door_manager)
    page.goto(f"{base}/front-door/closing/")
    page.click("a:has-text('Sign safe until')")
    page.wait_for_selector("h1:has-text('safe')")
    page.fill("textarea[name=because]", "short")
    page.click("main button:has-text('Sign')")
    page.wait_for_selector("text=There is a problem")
    assert page.input_value("textarea[name=because]") == "short"
    axe(page)
    look(page, "sign")
    for name, value in (("day", "3"), ("month", "4"), ("year", "2026"), ("time", "11:00")):
        page.fill(f"input[name=until_{name}]", value)
    page.fill("textarea[name=because]", "Her sister is with her over the holidays")
    page.click("main button:has-text('Sign')")
    page.wait_for_selector("text=Signed safe by Demo Front Door Manager")
    assert SafeUntil.objects.get().contact == contact
    # Then at five nobody is paged
    at(date(2026, 4, 2), 17, 0)
    assert closing.sweep_closing() == 0
