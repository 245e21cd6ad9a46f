"""The duty page kept by a manager and used by duty; a token made by the administrator: both widths, with axe."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import ApiToken
from core import clock
from referrals.duty.models import DutyShift, HandoverNote
from tests.browser import axe
from tests.journeys.test_front_door import look
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_date(page: Any, name: str, on: Any) -> None:
    for part in ("day", "month", "year"):
        page.fill(f"input[name={name}_{part}]", str(getattr(on, part)))


def test_the_rota_presence_and_handover(as_user: Callable[..., Any], base: str, personas: Personas) -> None:
    # Given a manager who puts duty on the rota for today, round the clock so that the test may run at any hour
    page = as_user(personas.front_door_manager)
    page.goto(f"{base}/front-door/duty/")
    axe(page)
    page.click("text=Put somebody on the rota")
    page.wait_for_selector("h1:has-text('Put somebody')")
    axe(page)
    now = clock.local_now()
    page.select_option("select[name=user]", label="Demo Duty, Demo Council")
    fill_date(page, "first_on", now.date())
    page.fill("input[name=starts]", f"{now.hour:02d}:00")
    page.fill("input[name=ends]", f"{(now.hour + 8) % 24:02d}:00")
    page.check("input[name=every_day]")
    page.click("main button:has-text('Put on the rota')")
    page.wait_for_selector("text=They are on the rota")
    axe(page)
    look(page, "duty")
    # When duty says that they are here and leaves a note
    page = as_user(personas.duty)
    page.goto(f"{base}/front-door/duty/")
    page.click("main button:has-text('Here')")
    page.wait_for_selector("main button:has-text('Gone home')")
    page.click("text=Hand over to the next shift")
    page.wait_for_selector("h1:has-text('Hand over')")
    axe(page)
    page.fill("textarea[name=text]", "CN-26-00001: the ward rings back at six")
    page.click("main button:has-text('Hand over')")
    page.wait_for_selector("text=the ward rings back at six")
    axe(page)
    # Then both are kept
    assert DutyShift.objects.get().arrived_by == personas.duty
    assert HandoverNote.objects.get().recorded_by == personas.duty


def test_a_token_is_shown_once(as_user: Callable[..., Any], base: str, personas: Personas) -> None:
    page = as_user(personas.administrator)
    page.goto(f"{base}/systems/add/")
    axe(page)
    page.select_option("select[name=agency]", label="Demo Police")
    page.fill("input[name=name]", "Notifications")
    page.check("input[name=scopes][value=LOG]")
    fill_date(page, "expires_on", clock.today() + timedelta(days=90))
    page.click("main button:has-text('Make it')")
    page.wait_for_selector("h1:has-text('The token for')")
    secret = page.inner_text("main code")
    assert secret.startswith("tcy_")
    axe(page)
    look(page, "token")
    page.click("main a:has-text('systems')")
    page.wait_for_selector("h1:has-text('systems')")
    assert secret not in page.content() and ApiToken.objects.get().begins in page.content()
    axe(page)
    look(page, "tokens")
