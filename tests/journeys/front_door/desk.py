"""A duty worker's desk: from the queue to the decision nothing but keys, at the clock of each story."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from accounts.models import User
from referrals.contacts.models import Contact, ContactPerson
from referrals.decisions.models import Decision
from tests.browser import SIZES, WIDE, axe
from tests.journeys.keys import Keys
from tests.journeys.walk import Walk

RAG = ("RED", "AMBER", "GREEN")
ANSWERS = ("SAME", "NEW", "UNSURE")
FAMILY = ("YES", "NO", "UNKNOWN", "REFUSED", "NOBODY")
RELEASE = ("OUTCOME", "ACTION_TAKEN", "NOTHING_YET")


class Desk:
    """Whoever sits here works one concern; each question is reached with the keys that the page offers."""

    def __init__(self, walk: Walk, story: str) -> None:
        self.walk, self.page, self.story = walk, walk.page, story
        self.keys = Keys(walk.page)

    # Looking.

    def look(self, name: str) -> None:
        """axe at both widths; a picture of each where `PICTURES` names a folder."""
        axe(self.page)
        if folder := os.environ.get("PICTURES"):
            for width, size in SIZES.items():
                self.page.set_viewport_size(size)
                self.page.screenshot(
                    path=str(Path(folder) / f"{self.story}-{name}-{width}.png"), full_page=True
                )
        self.page.set_viewport_size(WIDE)

    # Keys.

    def goes(self, key: str) -> None:
        """A key that leads somewhere else."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def focused(self, selector: str) -> None:
        expect(self.page.locator(selector).first).to_be_focused()

    def pick(self, values: tuple[str, ...], value: str) -> None:
        """The keyboard stands on the first of a group of answers: none is chosen until a key chooses it."""
        self.page.keyboard.press("Space")
        for _ in range(values.index(value)):
            self.page.keyboard.press("ArrowDown")
        name = self.page.evaluate("document.activeElement.name")
        expect(self.page.locator(f"[name='{name}'][value='{value}']:focus")).to_be_checked()

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def submit(self) -> None:
        """From the last text of a small form to its button."""
        self.page.keyboard.press("Tab")
        expect(self.page.locator("button[type=submit]:focus, form button:focus")).to_be_visible()
        self.goes("Enter")
        self.walk.no_problem()

    # Acts of triage.

    def sits_down(self, who: User, *reads: str) -> None:
        """Signs in and goes to the queue, which says what it must."""
        self.walk.become(who)
        self.keys.place("f")
        self.walk.reads(*reads)

    def opens(self, contact: Contact) -> None:
        """The first line with one key; any other by Tab."""
        first = self.page.locator("[data-key=o]").first.get_attribute("href")
        if first == contact.path:
            self.goes("o")
        else:
            self.keys.enter(f"a[href='{contact.path}']")
        self.page.wait_for_selector("body.js-enabled [data-key=n]")

    def takes(self) -> None:
        """`n` stands on the first thing to do: to take it."""
        self.page.keyboard.press("n")
        self.focused("#take")
        self.goes("Enter")
        self.walk.reads("Give it back to the queue")

    def rates(self, rag: str, reason: str) -> None:
        """After taking it the keyboard stands on the rating; nothing is chosen (safety e)."""
        self.focused("[name=rag]")
        assert self.page.locator("form[action$='/rate/'] :checked").count() == 0
        self.pick(RAG, rag)
        self.page.keyboard.press("Tab")
        self.write(reason)
        self.submit()

    def matches(self, row: ContactPerson, answer: str, reason: str, *, nth: int = 0) -> None:
        """Who this is: the keyboard is there already."""
        self.focused(f"#match_{row.pk}_decision")
        self.pick(ANSWERS, answer)
        self.page.keyboard.press("Tab")
        if answer == "SAME":
            self.focused("[name=person]")
            self.page.keyboard.press("Space")
            for _ in range(nth):
                self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Tab")
        self.write(reason)
        self.submit()

    def considers(self, row: ContactPerson, note: str) -> None:
        self.focused(f"#consider_{row.pk}_note")
        self.write(note)
        self.submit()

    def gathers(
        self,
        who: User,
        contact: Contact,
        *reads: str,
        rag: str,
        reason: str,
        note: str = "School and health were asked",
    ) -> None:
        """From the queue until everybody named is known and every child considered."""
        self.sits_down(who, contact.reference, "Unread", *reads)
        self.look("queue")
        self.opens(contact)
        self.look("triage")
        self.takes()
        self.rates(rag, reason)
        self.settles_everybody_as_new(contact, note)
        self.focused("[name=tier]")

    def settles_everybody_as_new(self, contact: Contact, note: str = "School and health were asked") -> None:
        """One after the other, without looking for the next."""
        for row in contact.people.order_by("position"):
            if not row.match:
                self.matches(row, "NEW", "Nobody like this is recorded")
            if row.is_child and row.considered_at is None:
                self.considers(row, note)

    def decides(
        self,
        contact: Contact,
        *,
        tier: int,
        indicator: str,
        outcomes: Mapping[str, str],
        rationale: str,
        adults: str = "NO",
        children: str = "NO",
        help_named: str = "",
        release: str = "ACTION_TAKEN",
        release_reason: str = "Works with the family",
        alone_because: str = "",
        late_reason: str = "",
    ) -> Decision:
        """From the tier to the button, an outcome for each person."""
        self.page.keyboard.press("d")
        self.focused("[name=tier]")
        self.pick(("1", "2", "3", "4"), str(tier))
        self._cite(tier, indicator)
        self.page.keyboard.press("t")
        self.focused("[name=adults_asked]")
        self.pick(FAMILY, adults)
        self.page.keyboard.press("Tab")
        self.pick(FAMILY, children)
        for row in contact.people.order_by("position"):
            self.keys.reach(f"[name=outcome_{row.pk}]", most=1)
            self._choose_outcome(f"[name=outcome_{row.pk}]", outcomes.get(row.forename, "Considered"))
            if help_named and self.page.locator(f"[name=help_{row.pk}]").is_visible():
                self.page.keyboard.press("Tab")
                self.write(help_named)
        self.keys.reach("textarea[name=rationale]", most=1)
        self.write(rationale)
        self.keys.reach("[name=release]", most=1)
        self._choose_release(release)
        self.keys.reach("[name=release_reason]", most=1)
        self.write(release_reason)
        for name, text in (("alone_because", alone_because), ("late_reason", late_reason)):
            if text:
                self.keys.reach(f"textarea[name={name}]", most=6)
                self.write(text)
        self.keys.reach("form[action$='/decide/'] button[type=submit]", most=6)
        self.goes("Enter")
        self.walk.no_problem()
        expect(self.page.locator("h2:has-text('Decision')")).to_be_visible()
        found: Decision = Decision.objects.get(contact=contact)
        return found

    def _choose_outcome(self, selector: str, words: str) -> None:
        """By the arrow: letters typed slowly on a busy machine choose something else."""
        chosen = self.page.locator(selector)
        for _ in range(
            chosen.evaluate("(e, said) => [...e.options].findIndex(o => o.label.startsWith(said))", words)
        ):
            self.page.keyboard.press("ArrowDown")
        assert chosen.evaluate("e => e.selectedOptions[0].label").startswith(words)

    def _cite(self, tier: int, indicator: str) -> None:
        box = self.page.locator(f"label:has-text('{indicator}.')").first.get_attribute("for")
        self.keys.reach(f"[id='{box}']", most=12)
        self.page.keyboard.press("Space")
        expect(self.page.locator(f"[id='{box}']")).to_be_checked()

    def _choose_release(self, release: str) -> None:
        """Safety g: "action taken" stands beforehand."""
        steps = RELEASE.index(release) - RELEASE.index("ACTION_TAKEN")
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")


def row_of(contact: Contact, forename: str) -> ContactPerson:
    found: ContactPerson = contact.people.get(forename=forename)
    return found


def referrer_reads(walk: Walk, who: User, contact: Contact, *words: str, never: tuple[Any, ...] = ()) -> None:
    """The status page of whoever told: what is let out, and nothing of the decision itself (safety g)."""
    walk.become(who, f"/concerns/{contact.public_id}/")
    walk.reads(*words)
    text = walk.page.inner_text("main").lower()
    for word in ("tier", "section 47", "section 17", "amber", "red:", *never):
        assert str(word).lower() not in text, word
