"""Everybody of the demonstration reaches the same people whichever way they ask; whom they may not know leaves no trace.

The answers are compared with `tests/access/independent.py`, which knows nothing of the policy. Every person is asked for
by every user in every way that the pages are made of; the pages themselves are drawn by turns.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.access import holds
from accounts.enums import UserKind
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import NotFound
from demo.settle import MORNING
from demo.stories.engine import moment
from desk.selectors.find import LIMIT, hits_for, may_search
from people.enums import Level
from people.models import Person
from people.search import Hit, search_each
from people.selectors import get_person, levels
from people.services import open_record
from people.services.export import export_people
from people.visibility import record_visible
from tests.access import independent
from tests.demo.conftest import Lived

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.timeout(5400)]
_PERSON = re.compile(rb"/people/([0-9a-f-]{36})/")
NOBODY = "Zzyxqua Nonesuchly"
# Drawing every page for every pair would tell nothing new: by turns, so that each user draws some people and each person
# is drawn for some users.
TURNS = 16
# So many texts are asked at once: each is answered as though it were alone, which the drawn pages prove.
AT_ONCE = 40


class Asked:
    """One person of the demonstration before every way in which the product names people."""

    def __init__(self, user: User, people: list[Person]) -> None:
        self.user, self.people = user, people
        self.by_id = {str(each.public_id): each for each in people}
        self.client = Client(raise_request_exception=False)
        self.client.force_login(user, backend="accounts.backends.StaffBackend")
        self.cards = independent.cards(user.pk)
        self.records = independent.records(user.pk)
        self.apart: list[str] = []
        # How many answers were held against what they should be: people who are found or should be, and whole pages.
        self.compared = 0

    def same(self, way: str, got: set[int], wanted: set[int]) -> None:
        self.compared += len(got | wanted)
        if got != wanted:
            self.apart.append(f"{self.user.username}, {way}: {sorted(got ^ wanted)}")

    def get(self, address: str, **more: Any) -> Any:
        with _undone():
            return self.client.get(address, **more)

    def lists(self) -> None:
        """The table, its count, the level of each, the export."""
        every = {each.pk for each in self.people}
        seen = Person.objects.visible_to(self.user)
        self.same("list", set(seen.values_list("pk", flat=True)) & every, self.cards & every)
        opened = record_visible(self.user)
        self.same("records", set(opened.values_list("pk", flat=True)) & every, self.records & every)
        by_level = levels(self.user, self.people)
        for wanted, level in ((self.records, Level.RECORD), (self.cards - self.records, Level.CARD)):
            self.same(
                f"level {level.name}",
                {pk for pk, is_at in by_level.items() if is_at == level},
                wanted & every,
            )
        if (seen.count(), opened.count()) != (len(self.cards), len(self.records)):
            self.apart.append(f"{self.user.username}, count: {seen.count()}, {opened.count()}")
        if holds(self.user, Permission.REPORT_READ):
            with _undone():
                lines = export_people(by=self.user, purpose="Compared with every other way of asking")
            whole = {each.pk for each in self.people if each.merged_into_id is None}
            self.same("export", {self.by_id[line[0]].pk for line in lines}, self.records & whole)

    def has_turn(self, person: Person) -> bool:
        return (person.pk + self.user.pk) % TURNS == 0

    def details(self) -> None:
        """Whoever is asked for by their address: found at all, and opened as a record with its line in the log."""
        found, opened = set[int](), set[int]()
        with _undone():
            for person in self.people:
                try:
                    get_person(person.public_id, reader=self.user)
                    found.add(person.pk)
                    open_record(
                        by=self.user, person=person, purpose="Compared with every other way of asking"
                    )
                    opened.add(person.pk)
                except NotFound:
                    continue
        every = {each.pk for each in self.people}
        self.same("detail", found, self.cards & every)
        self.same("detail of records", opened, self.records & every)

    def pages(self) -> None:
        """Whose page answers, and whose record does."""
        asked = [each for each in self.people if each.merged_into_id is None and self.has_turn(each)]
        whole = {each.pk for each in asked}
        answered = {each.pk for each in asked if self._answers("person_detail", each)}
        deep = {each.pk for each in asked if each.pk in answered and self._answers("person_timeline", each)}
        self.same("pages", answered, self.cards & whole)
        self.same("pages of records", deep, self.records & whole)

    def _answers(self, name: str, person: Person) -> bool:
        return bool(self.get(reverse(name, args=[person.public_id])).status_code in (200, 302))

    def searches(self) -> None:
        """Each person by their own name and birth date; where they have a turn, also alone and on every page."""
        whole = [each for each in self.people if each.merged_into_id is None]
        wanted = {each.pk for each in whole} & (self.cards if may_search(self.user) else set())
        found, opened = set[int](), set[int]()
        for some in batched(whole, AT_ONCE):
            answered = search_each([words_of(each) for each in some], reader=self.user, limit=LIMIT)
            for person, hits in zip(
                some, answered if may_search(self.user) else [[]] * len(some), strict=True
            ):
                text, answers = words_of(person), {hit.person.pk for hit in hits}
                self.same(f"whoever is like {text}", answers - wanted, set())
                self.same(f"records like {text}", _records(hits), answers & self.records)
                found |= answers & {person.pk}
                opened |= _records(hits) & {person.pk}
                if self.has_turn(person):
                    alone, _ = hits_for(text, reader=self.user)
                    self.same(f"alone, {text}", {hit.person.pk for hit in alone}, answers)
                    self._drawn(text, answers)
        self.same("search", found, wanted)
        self.same("records found", opened, self.records & wanted)

    def _drawn(self, text: str, answers: set[int]) -> None:
        for way, headers in (("page", {}), ("suggestions", {"HX-Request": "true"})):
            page = self.get(reverse("people_find"), data={"q": text}, headers=headers)
            if page.status_code == 200:
                shown = _PERSON.findall(page.content)
                self.same(f"{way}, {text}", {self.by_id[each.decode()].pk for each in shown}, answers)
            elif answers:
                self.apart.append(f"{self.user.username}, {way}, {text}: {page.status_code}")
        self.same(f"find, {text}", self._command(text), answers)

    def _command(self, text: str) -> set[int]:
        out = StringIO()
        with _undone():
            call_command("find", text, "--as", self.user.username, "--json", stdout=out)
        return {self.by_id[row["public_id"]].pk for row in json.loads(out.getvalue())}

    def traces(self) -> int:
        """Whoever is hidden is nobody: the search, its suggestions and the address, byte for byte."""
        hidden = [
            each for each in self.people if each.pk not in self.cards and each.surname and self.has_turn(each)
        ]
        for person in hidden:
            for headers in ({}, {"HX-Request": "true"}):
                pages = [
                    self.get(reverse("people_find"), data={"q": text}, headers=headers)
                    for text in (person.full_name, NOBODY)
                ]
                plain = [
                    _plain(page.content, text)
                    for page, text in zip(pages, (person.full_name, NOBODY), strict=True)
                ]
                wholly = b"/people/" not in plain[0].split(b"<main")[-1]
                self.compared += 1
                if pages[0].status_code != pages[1].status_code or (wholly and plain[0] != plain[1]):
                    self.apart.append(
                        f"{self.user.username}, {person.full_name}: a trace in {headers or 'the page'}"
                    )
            here, nowhere = (
                self.get(reverse("person_detail", args=[key])) for key in (person.public_id, uuid4())
            )
            self.compared += 1
            if (here.status_code, here.content, here.headers) != (404, nowhere.content, nowhere.headers):
                self.apart.append(
                    f"{self.user.username}, {person.full_name}: not as though nobody were there"
                )
        return len(hidden)


def _records(hits: Iterable[Hit]) -> set[int]:
    return {hit.person.pk for hit in hits if hit.level == Level.RECORD}


def batched(people: list[Person], size: int) -> Iterator[list[Person]]:
    for first in range(0, len(people), size):
        yield people[first : first + size]


def words_of(person: Person) -> str:
    """What one would type who knows them."""
    born = person.born_on or person.expected_on
    named = person.full_name if person.surname else ""
    return f"{named} {born:%d/%m/%Y}".strip() if person.born_on and born else named or person.nhs_number


def _plain(page: bytes, text: str) -> bytes:
    """A page without what was typed and without what differs from one request to the next."""
    for varies in (
        rb'nonce="[^"]*"',
        rb'name="csrfmiddlewaretoken" value="[^"]*"',
        rb'"X-CSRFToken": *"[^"]*"',
    ):
        page = re.sub(varies, b"", page)
    quoted = text.replace("'", "&#x27;")
    for typed in (text, quoted, text.replace(" ", "%20"), text.replace(" ", "+").replace("/", "%2F")):
        page = page.replace(typed.encode(), b"")
    return page


@contextmanager
def _undone() -> Iterator[None]:
    """What a look writes down is undone, so that one persona's looks are nothing to the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_demo_user_reaches_the_same_people(lived: Lived) -> None:
    """List, page, search, suggestions, command, count and export at each level: 0 differences."""
    with clock.at(moment(MORNING) + timedelta(minutes=1)):
        people = list(Person.objects.order_by("pk"))
        users = list(User.objects.filter(is_active=True, kind=UserKind.HUMAN).order_by("pk"))
        apart, spent = list[str](), Counter[str]()
        compared = hidden = 0
        for user in users:
            asked = Asked(user, people)
            for way in (asked.lists, asked.details, asked.pages, asked.searches, asked.traces):
                began = perf_counter()
                hidden += way() or 0
                spent[way.__name__] += perf_counter() - began
            compared += asked.compared
            apart += asked.apart
    print(f"{len(users)} users, {len(people)} people, {len(users) * len(people):,} pairs, {compared:,} comparisons,"
          f" {hidden} times hidden byte for byte, {len(apart)} differences;",
          ", ".join(f"{way} {seconds:.0f} s" for way, seconds in spent.items()))  # fmt: skip
    assert len(users) > 20 and len(people) > 40 and hidden > 100
    assert not apart, "\n".join(apart[:60])
