"""Given someone at the door, when they sign in, then they are in: by keyboard, at any width, in silence."""

import re
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import expect

from tests.accounts.conftest import PASSWORD, make_user
from tests.browser import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_sign_in_page_has_no_violation_empty_or_wrong(page: Any, base: str) -> None:
    page.goto(f"{base}/sign-in/")
    axe(page)
    page.click("main button[type=submit]")
    expect(page).to_have_title(re.compile("^Error: "))
    axe(page)
    page.click(".govuk-error-summary a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "id_password"


def test_signing_in_by_keyboard_and_out_again(page: Any, base: str) -> None:
    make_user("keyboard")
    page.goto(f"{base}/me/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.focus("#id_login")
    page.keyboard.type("keyboard")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/me/")
    axe(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.click("text=Sign out")
    page.wait_for_url(f"{base}/sign-in/?out")


def test_shortcuts_are_dead_in_text_fields_and_off_by_preference(as_user: Any, base: str) -> None:
    user = make_user("shortcuts", role="R1")
    page = as_user(user)
    page.goto(f"{base}/colleagues/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "id_q"
    page.keyboard.type("?g/")
    assert page.input_value("#id_q") == "?g/"
    assert not page.is_visible("#shortcuts")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.is_visible("#shortcuts")
    page.keyboard.press("Escape")
    page.goto(f"{base}/me/")
    page.click("text=Turn shortcuts off")
    page.goto(f"{base}/colleagues/")
    page.keyboard.press("?")
    assert not page.is_visible("#shortcuts")


@override_settings(DEMO=True)
def test_no_scripts_no_matter(chromium: Any, base: str) -> None:
    make_user("plain")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/sign-in/")
    page.fill("#id_login", "plain")
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit] >> nth=0")
    page.goto(f"{base}/me/leave/")
    assert page.is_visible("text=Who covers for you?")
    context.close()
