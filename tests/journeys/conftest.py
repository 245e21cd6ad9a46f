"""Tests in a browser: `page` signed in as nobody, `as_user(user)` to become someone, `base` the address."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from accounts.models import User
from tests import browser as support
from tests.documents.conftest import child, kinds

__all__ = ["child", "kinds"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with support.launched() as running:
        yield running


@pytest.fixture
def base(live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    opened = chromium.new_context(viewport=support.WIDE, locale="en-GB", timezone_id="Europe/London")
    opened.set_default_timeout(15_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: Any, base: str) -> Iterator[Any]:
    """A page that must stay silent: an error in the console or a request elsewhere fails the test."""
    opened = context.new_page()
    opened.click = support.patient_click(opened)
    heard = support.listen(opened, base)
    opened.heard = heard
    yield opened
    assert heard.errors == []
    assert heard.outside == []


@pytest.fixture
def as_user(page: Any, base: str) -> Callable[[User], Any]:
    def become(user: User) -> Any:
        support.sign_in(page, user, base)
        return page

    return become
