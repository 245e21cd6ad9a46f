"""Two workers in two browsers press "I am on it" in the same moment: one holds it, the other reads who does."""

import sys
import time
from typing import Any

import pytest

from referrals.contacts.models import Contact
from tests import browser as support
from tests.personas import Personas
from tests.referrals.conftest import CHILD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RACES = 20
# Both buttons at one reading of the machine's clock; what the page sent is timed by the browser itself.
PRESS = """at => { const on = [...document.querySelectorAll('main button')].find(b => b.textContent.trim() === 'I am on it');
    setTimeout(() => { while (Date.now() < at); on.click(); }, 0); }"""
ASKED = """() => { const went = performance.getEntriesByType('navigation')[0];
    return [went.startTime, went.responseStart].map(at => performance.timeOrigin + at); }"""


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_two_browsers_claim_at_once(
    chromium: Any, base: str, personas: Personas, capsys: pytest.CaptureFixture[str]
) -> None:
    workers = (personas.duty, personas.duty_second)
    contexts = [chromium.new_context(viewport=support.WIDE) for _ in workers]
    pages = [context.new_page() for context in contexts]
    gaps, together, won = [], 0, {worker.username: 0 for worker in workers}
    for page, worker in zip(pages, workers, strict=True):
        page.set_default_timeout(60_000)
        support.sign_in(page, worker, base)
    for number in range(RACES):
        contact = _logged(personas, number)
        for page in pages:
            page.goto(f"{base}{contact.path}")
        at = (time.time() + 2) * 1000
        for page in pages:
            page.evaluate(PRESS, at)
        for page in pages:
            page.wait_for_function(
                "() => ![...document.querySelectorAll('main button')].some(b => b.textContent.trim() === 'I am on it')"
            )
            page.wait_for_load_state()
        (one, answered), (other, other_answered) = (page.evaluate(ASKED) for page in pages)
        gaps.append(abs(one - other))
        together += max(one, other) < min(answered, other_answered)
        contact.refresh_from_db()
        holds = [
            page.locator("main button:has-text('Give it back to the queue')").count() == 1 for page in pages
        ]
        assert sorted(holds) == [False, True], (number, [page.inner_text("main")[:300] for page in pages])
        winner, loser = (0, 1) if holds[0] else (1, 0)
        assert contact.claimed_by == workers[winner], number
        assert f"{workers[winner].display_name} is on it" in pages[loser].inner_text("main"), number
        won[workers[winner].username] += 1
    for context in contexts:
        context.close()
    with capsys.disabled():
        sys.stdout.write(
            f"\n{RACES} claim races in Chromium, won {won}; pressed {sorted(gaps)[RACES // 2]:.0f} ms apart (median), "
            f"{together} of both sent before either was answered\n"
        )
    # Else they only followed each other.
    assert together >= RACES / 2
    assert Contact.objects.filter(claimed_by__isnull=False).count() == RACES


def _logged(personas: Personas, number: int) -> Contact:
    from referrals.contacts.services import log_contact

    return log_contact(
        by=personas.referrer,
        key="",
        what=f"Bruises on both arms. Race {number}.",
        where_now="At school",
        people=[CHILD],
    )
