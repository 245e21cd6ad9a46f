"""A real browser for tests: Chromium, a live server on the real database, axe, an ear on the console."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import User

WIDE = {"width": 1366, "height": 768}
NARROW = {"width": 320, "height": 640}
SIZES = {"1366": WIDE, "320": NARROW}
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BACKEND = "accounts.backends.StaffBackend"


def chromium_path() -> str:
    """The Chromium on PATH; "" when there is none (then browser tests skip and say so)."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), "")


@contextmanager
def launched() -> Iterator[Any]:
    """A running browser."""
    from playwright.sync_api import sync_playwright

    path = chromium_path()
    if not path:
        pytest.skip("no Chromium on PATH: apt-get install chromium")
    # Playwright's loop runs in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Heard:
    """What a page complained of: console errors, policy violations, failed requests to elsewhere."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def listen(page: Any, base: str) -> Heard:
    heard = Heard()
    page.on("console", lambda message: heard.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.errors.append(str(error)))
    own = (base, "data:", "blob:")
    page.on("request", lambda sent: None if sent.url.startswith(own) else heard.outside.append(sent.url))
    return heard


def patient_click(page: Any) -> Callable[..., None]:
    """A click that is over when the page it leads to has loaded: without it, a test may read a page half come."""
    plain = page.click

    def click(*where: Any, **how: Any) -> None:
        plain(*where, **how)
        page.wait_for_load_state()

    return click


def sign_in(page: Any, user: User, base: str) -> None:
    """Sign in by a session cookie: quicker than the form, which has a test of its own."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": store.session_key or "", "url": base}]
    )


def violations(page: Any) -> list[str]:
    """What axe finds, a line each: the rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


def axe(page: Any, *, widths: tuple[str, ...] = ("1366", "320")) -> None:
    """No violation at either width, and nothing pushes a narrow page sideways."""
    for width in widths:
        page.set_viewport_size(SIZES[width])
        found = violations(page)
        assert not found, f"axe at {width} px on {page.url}: " + "; ".join(found)
        assert_fits(page, width)


def assert_fits(page: Any, width: str) -> None:
    """The page is never wider than the screen (tables scroll inside their own frame)."""
    overflow = page.evaluate(
        """() => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
        [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
          && !e.closest('.app-scroll, .govuk-visually-hidden, dialog, [class*=visually-hidden]'))
          .slice(0, 3).map(e => e.outerHTML.slice(0, 120))]"""
    )
    assert overflow[0] <= 0, f"{page.url} is {overflow[0]} px too wide at {width} px: {overflow[1]}"
