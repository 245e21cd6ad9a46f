"""The public's form in a browser: nothing kept on the device, left in one key press, whole without scripts (safety n)."""

from datetime import timedelta
from typing import Any

import pytest

from referrals.contacts.models import Contact
from referrals.public.models import PublicForm
from referrals.public.views import write
from tests.browser import axe
from tests.journeys.test_front_door import look
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def fast_fingers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine types quicker than anybody: that alone would hold its form."""
    monkeypatch.setattr(write, "QUICKEST", timedelta(0))


KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
    (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]"""


def test_a_worry_is_written_and_left_without_a_trace(page: Any, base: str, personas: Personas) -> None:
    page.route(
        "https://www.bbc.co.uk/**",
        lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"),
    )
    page.goto(f"{base}/help/")
    axe(page)
    look(page, "public-start")
    page.click("main a.govuk-button--start")
    page.wait_for_selector("h1:has-text('Write to us')")
    axe(page)
    look(page, "public-form")
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("text=There is a problem")
    axe(page)
    page.fill("[name=what]", "The boy next door cries every night")
    page.check("[name=danger_now][value=YES]")
    page.fill("[name=danger_detail]", "His father shouts at him now")
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("text=We have received this")
    axe(page)
    look(page, "public-received")
    assert PublicForm.objects.get().held_because == []
    contact = Contact.objects.get()
    assert (contact.rag, contact.danger_detail) == ("RED", "His father shouts at him now")
    assert contact.reference in page.inner_text("main")
    assert page.evaluate(KEPT) == ["", 0, 0, 0, 0, 0] and page.context.cookies() == []
    # Three presses of Shift leave the page; Back does not lead to it again.
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/weather")
    page.go_back()
    page.wait_for_load_state()
    assert contact.reference not in page.content()
    page.heard.outside.clear()


def test_it_works_without_scripts(chromium: Any, base: str, personas: Personas) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/help/")
    page.locator("main a:has-text('Write to us')").click()
    page.locator("[name=what]").fill("The old man upstairs has not been seen for a week")
    page.locator("[name=role_1]").select_option("ADULT")
    page.locator("main form button[type=submit]").click()
    page.wait_for_selector("text=We have received this")
    assert Contact.objects.get().people.get().role == "ADULT" and context.cookies() == []
    context.close()
