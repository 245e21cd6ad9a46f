"""axe finds nothing on any page that the matrix opens to somebody, nor on any form that was sent back with errors."""

import os
from dataclasses import fields
from typing import Any

import pytest
from playwright.sync_api import TimeoutError

from accounts.models import User
from tests import browser
from tests.access import oracle
from tests.access.ask import Asker
from tests.access.world import build
from tests.personas import Personas

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Whoever sees most of a page first.
FULLEST = (
    "team_manager", "front_door_manager", "edt", "social_worker", "chair", "business_support", "health_visitor",
    "lead_professional", "police", "referrer", "administrator", "data_protection", "director", "lado", "commissioner",
)  # fmt: skip

# Pages that are fragments of others, or files: nothing to look at by themselves.
FORMS = """() => [...document.querySelectorAll('main form')]
    .map((form, index) => [index, [...form.elements].filter(e => e.name && e.type !== 'hidden' && e.offsetParent).length])
    .filter(([, asked]) => asked > 0).map(([index]) => index)"""


def opened(url: oracle.Url) -> tuple[str, str] | None:
    """The fullest persona to whom the table opens this address, and in which relation."""
    table = oracle.table()
    everyone = (
        *FULLEST,
        *(name for name in oracle.personas() if name not in FULLEST and name != "anonymous"),
    )
    for relation in oracle.relations_of(url):
        for persona in everyone:
            if "open" in table.get((url.name, "GET", persona, relation), "").split("/"):
                return persona, relation
    if "open" in table.get((url.name, "GET", "anonymous", "-"), ""):
        return "anonymous", "-"
    return None


@pytest.mark.timeout(3000)
def test_no_page_and_no_refused_form_has_a_violation(live_server: Any) -> None:
    users = {user.username: user for user in User.objects.all()}
    personas = Personas(**{item.name: users[item.name] for item in fields(Personas)})
    asker = Asker(build(personas))
    faults: list[str] = []
    pages: list[tuple[str, str, str]] = []
    refused = 0
    with browser.launched() as chromium:
        page = chromium.new_page(viewport=browser.WIDE)
        page.set_default_timeout(15_000)

        def become(persona: str) -> None:
            page.context.clear_cookies()
            if persona != "anonymous":
                browser.sign_in(page, users[persona], live_server.url)

        for url in oracle.urls():
            if (found := opened(url)) is None:
                continue
            persona, relation = found
            become(persona)
            address = live_server.url + asker.address(url, relation, persona)
            answer = page.request.get(address)
            if answer.status != 200:
                faults.append(f"{url.name} as {persona} of {relation} answered {answer.status}")
            elif "text/html" in answer.headers.get("content-type", "") and "<html" in answer.text()[:400]:
                page.goto(address)
                faults += look(page, f"{url.name} as {persona}")
                pages.append((url.name, persona, address))
        # Afterwards, for a form sent empty may be a whole one, and change what other pages show.
        for name, persona, address in pages:
            become(persona)
            page.goto(address)
            for index in page.evaluate(FORMS):
                page.goto(address)
                if sent(page, index) and page.locator(".govuk-error-summary").count():
                    faults += look(page, f"{name} form {index} refused, as {persona}")
                    refused += 1
    looked = len(pages)
    print(f"pages={looked} refused forms={refused} violations={len(faults)}")
    assert looked > 60
    assert not faults, "\n".join(faults[:40])


def sent(page: Any, index: int) -> bool:
    """Send the form as it stands; False where its answer stays on the page (a fragment, a file)."""
    try:
        with page.expect_navigation(timeout=5_000):
            page.evaluate(f"() => document.querySelectorAll('main form')[{index}].requestSubmit()")
    except TimeoutError:
        return False
    return True


def look(page: Any, what: str) -> list[str]:
    """What is wrong with a page at each width; a picture of it is kept where `PICTURES` names a folder."""
    found = []
    folder = os.environ.get("PICTURES")
    for width, size in browser.SIZES.items():
        page.set_viewport_size(size)
        if folder:
            page.screenshot(path=f"{folder}/{what.replace(' ', '-')}-{width}.png", full_page=True)
        found += [f"{what} at {width}: {fault}" for fault in browser.violations(page)]
        try:
            browser.assert_fits(page, width)
        except AssertionError as error:
            found.append(f"{what} at {width}: {error}")
    return found
