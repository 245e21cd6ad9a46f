"""Given somebody without a mouse, or without scripts, when they log, triage and decide, then all of it can be done."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from core import clock
from core.history import acting
from referrals.contacts.models import Contact
from tests import browser as support
from tests.journeys import concern
from tests.journeys.concern import MONDAY, WHAT
from tests.journeys.keys import Keys
from tests.journeys.test_concern_to_pack import walk as walk
from tests.journeys.walk import Walk
from tests.personas import Personas
from tests.referrals.conftest import ready

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_concern_is_logged_and_triaged_by_keyboard_alone(walk: Walk, personas: Personas) -> None:
    walk.at(MONDAY, 9, 10)
    walk.become(personas.health_visitor)
    keys = Keys(walk.page)
    keys.place("l")
    keys.enter("a[href*='/steps/danger/']")
    keys.choose("danger_now", 1)
    keys.type_into("where_now", "At home with her mother")
    keys.enter("main form button")
    keys.enter("main a[href*='/people/1/']")
    keys.choose("role", 0)
    keys.type_into("forename", "Ivy")
    keys.type_into("surname", "Demowren")
    keys.enter("main form button")
    keys.enter("main a[href*='/steps/concern/']")
    keys.type_into("what", WHAT)
    keys.enter("main form button[value=list]")
    keys.enter("main a[href$='/check/']")
    keys.enter("main form button")
    walk.reads("We have received your concern")
    assert walk.page.locator("[name=danger_now][value=NO]").count() == 0

    walk.at(MONDAY, 9, 30)
    walk.become(personas.duty)
    keys.place("f")
    keys.enter("table a[href*='/front-door/']")
    keys.enter("form[action$='/read/'] button")
    keys.choose("rag", 1)
    keys.type_into("reason", "Bruise to the ear")
    keys.enter("form[action$='/rate/'] button")
    walk.reads("Amber: Bruise to the ear")
    # Letters typed into a text are letters (safety e): no place is gone to, nothing is decided.
    keys.reach("form[action$='/rate/'] textarea")
    walk.page.keyboard.type("gfgl?/")
    assert walk.page.url.removesuffix("#take").endswith("/") and "/front-door/" in walk.page.url
    assert walk.page.input_value("form[action$='/rate/'] textarea") == "gfgl?/"


@pytest.fixture
def plain(
    chromium: Any, base: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> Iterator[Walk]:
    """A browser that runs no script."""
    monkeypatch.setattr(settings, "DEMO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.setattr(clock, "_cached", None)
    concern.given_the_north_team_covers_the_north()
    context = chromium.new_context(viewport=support.WIDE, locale="en-GB", java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield Walk(page=context.new_page(), base=base, personas=personas, looks=False)
    context.close()


def test_a_concern_is_logged_and_decided_without_scripts(plain: Walk, personas: Personas) -> None:
    reference = concern.when_the_health_visitor_logs_a_concern(plain)
    with acting(by="SYSTEM", reason="arranged by a test"):
        ready(Contact.objects.get(reference=reference), personas)
    concern.when_the_manager_decides(plain)
    concern.then_the_referrer_reads_no_more_than_is_released(plain, reference)
