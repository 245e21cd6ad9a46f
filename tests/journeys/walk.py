"""How a journey is walked: a clock of its own, one browser, and answers given by the names of the questions."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from accounts.models import User
from core import clock
from outbox.services import sweep
from tests.browser import SIZES, WIDE, axe, sign_in
from tests.personas import Personas

# A folder to look at the pages in; nothing is kept unless it is named.
SHOTS = os.environ.get("SHOTS", "")
# How long an answer may be on its way, in milliseconds.
PATIENCE = 15_000


@dataclass
class Walk:
    """Someone at a browser; `become` hands the browser to the next worker."""

    page: Any
    base: str
    personas: Personas
    # Without scripts there is nothing that axe could run.
    looks: bool = True

    def at(self, on: date, hour: int = 9, minute: int = 0) -> datetime:
        """It is this moment now, for every page."""
        moment = clock.at_local(on, hour, minute)
        clock.set_demo_now(moment)
        return moment

    def become(self, who: User, address: str = "/") -> None:
        sign_in(self.page, who, self.base)
        self.page.set_viewport_size(WIDE)
        self.go(address)

    def go(self, address: str) -> None:
        answer = self.page.goto(address if address.startswith("http") else self.base + address)
        assert answer.status == 200, f"{address}: {answer.status}"

    def follow(self, words: str, *, within: str = "main") -> None:
        """The first link of these words, whether it looks like a link or a button."""
        self.page.locator(f"{within} a", has_text=words).first.click()
        self.page.wait_for_load_state()

    def press(self, words: str, *, within: str = "main") -> None:
        self.page.locator(within).get_by_role("button", name=words, exact=True).first.click()
        self.page.wait_for_load_state()
        self.no_problem()

    def send(self) -> None:
        """The button that ends the page's last form."""
        self.page.locator("main form button[type=submit]").last.click()
        self.page.wait_for_load_state()
        self.no_problem()

    def no_problem(self) -> None:
        if (found := self.page.locator(".govuk-error-summary")).count():
            raise AssertionError(f"{self.page.url}: {found.first.inner_text()}")

    def answer(self, within: str = "main", **answers: Any) -> None:
        """Answer questions by name: a text, a choice, several, a date, or a moment; `met_` is the one that begins so."""
        scope = self.page.locator(within)
        for name, value in answers.items():
            full = name
            if name.endswith("_"):
                full = scope.locator(f"[name^='{name}']").first.get_attribute("name")
            self._answer(scope, full, value)

    def _answer(self, scope: Any, name: str, value: Any) -> None:
        folded = scope.locator(f"details:not([open]):has([name^='{name}']) > summary")
        if folded.count():
            folded.first.click()
        if isinstance(value, date):
            moment = value if isinstance(value, datetime) else None
            local = clock.to_local(moment) if moment else value
            for part in ("day", "month", "year"):
                scope.locator(f"[name='{name}_{part}']").fill(str(getattr(local, part)))
            if moment:
                scope.locator(f"[name='{name}_time']").fill(f"{local:%H:%M}")
            return
        field = scope.locator(f"[name='{name}']").first
        kind = field.evaluate("e => e.type")
        if kind in ("radio", "checkbox"):
            several = isinstance(value, Iterable) and not isinstance(value, str)
            for one in value if several else [value]:
                box = scope.locator(f"[name='{name}'][value='{one}']") if one is not True else field
                box.check()
        elif kind == "select-one":
            values = field.evaluate("e => [...e.options].map(o => o.value)")
            if value in values:
                field.select_option(value)
            else:
                words = field.evaluate("e => [...e.options].map(o => o.label)")
                field.select_option(label=next(each for each in words if str(value) in each))
        else:
            field.fill(str(value))

    def reads(self, *words: str) -> None:
        """The page says each of these, once its answer has come."""
        main = self.page.locator("main").first
        for each in words:
            expect(main).to_contain_text(each, use_inner_text=True, timeout=PATIENCE)

    def look(self, name: str) -> None:
        """axe at both widths, and a picture where somebody wants one."""
        if not self.looks:
            return
        axe(self.page)
        self.shot(name)
        self.page.set_viewport_size(WIDE)

    def shot(self, name: str) -> None:
        """A picture at both widths, where somebody wants one."""
        for width, size in SIZES.items() if SHOTS and self.looks else ():
            self.page.set_viewport_size(size)
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
        if SHOTS:
            self.page.set_viewport_size(WIDE)

    def run_jobs(self) -> None:
        """What the worker does when it is woken."""
        sweep()
