"""Whichever way the question is put, one persona reaches the same people and the same concerns."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from people.enums import Level
from people.models import Person
from people.selectors import levels
from referrals.contacts.models import Contact
from tests.access import crowd as crowds
from tests.access import independent, oracle
from tests.access.ask import Asker
from tests.access.figures import FIGURES
from tests.access.sets import Sets

pytestmark = pytest.mark.django_db
SIGNED_IN = tuple(name for name in oracle.personas() if name != "anonymous")
SEARCHERS = oracle.members("@index @referrers lead_professional @health seat_health")


@pytest.fixture(scope="module")
def sets(asker: Asker) -> Iterator[Sets]:
    with transaction.atomic():
        yield Sets(asker, crowds.gather(asker.world))
        transaction.set_rollback(True)


def _user(sets: Sets, name: str) -> User:
    return User.objects.get(username=name)


def differences(sets: Sets, persona: str) -> list[str]:
    """Every two answers that should be one and are not."""
    user = _user(sets, persona)
    cards, records = sets.expected_cards(user), sets.expected_records(user)
    names = {
        pk: str(person)
        for person in Person.objects.filter(pk__in=sets.children.values())
        for pk in [person.pk]
    }
    by_level = levels(user, Person.objects.filter(pk__in=sets.children.values()))
    answered, deep = sets.details(persona)
    asked: dict[str, tuple[set[int] | None, set[int]]] = {
        "visible_to": (sets.policy(user), cards),
        "level of a record": ({pk for pk, level in by_level.items() if level == Level.RECORD}, records),
        "person pages": (answered, cards),
        "record pages": (deep, records),
        "tracking board": (sets.board(persona), records),
    }
    crowd = {person.pk for person in sets.crowd.people.values()}
    for way, typing in (("search", False), ("search as one types", True)):
        # Roles that see no index open by a reference: their page searches nothing.
        asked[way] = (sets.search(persona, typing=typing), cards & crowd if persona in SEARCHERS else set())
    asked["count"] = sets.counted(user, cards, records)
    asked["export"] = (sets.exported(user), records)
    found = sets.found(persona)
    asked["find"] = (set(found), cards & crowd if persona in SEARCHERS else set())
    asked["find, records"] = (
        {pk for pk, level in found.items() if level == "record"},
        records & crowd if persona in SEARCHERS else set(),
    )
    asked["search by a safe postcode"] = (sets.search(persona, crowds.SAFE_POSTCODE), set())
    apart = []
    for way, (got, wanted) in asked.items():
        if got is not None and got != wanted:
            apart.append(f"{persona}, {way}: {[names[pk] for pk in got ^ wanted]}")
    return apart + concerns_differ(sets, persona)


def concerns_differ(sets: Sets, persona: str) -> list[str]:
    """The same of concerns: table, pages, queue and own list."""
    user = _user(sets, persona)
    wanted = independent.concerns(user.pk)
    visible = set(Contact.objects.visible_to(user).values_list("pk", flat=True))
    mine = set(Contact.objects.filter(logged_by=user).values_list("pk", flat=True))
    queued, opened, own = sets.queue(persona), sets.opened_concerns(persona), sets.own(persona)
    asked: dict[str, tuple[Any, Any]] = {"concerns": (visible, wanted)}
    if own is not None:
        asked["own concerns"] = (own, mine)
    put = {row.pk for row in sets.asked_of(persona)}
    if queued is not None:
        asked["concerns opened"] = (opened, (queued | mine) & put)
        asked["concerns queued"] = (queued - wanted, set())
    else:
        asked["concerns opened"] = (opened - wanted, set())
    return [f"{persona}, {way}: {sorted(got ^ want)}" for way, (got, want) in asked.items() if got != want]


@pytest.mark.parametrize("persona", SIGNED_IN)
def test_every_way_of_asking_reaches_the_same(persona: str, sets: Sets) -> None:
    found = differences(sets, persona)
    FIGURES.add(set_differences=len(found))
    assert not found, "\n".join(found)


def test_the_crowd_shows_every_edge(sets: Sets) -> None:
    """Each child of the crowd is seen by somebody and hidden from somebody, or hidden from all."""
    seen = dict.fromkeys(sets.crowd.people, 0)
    for persona in SIGNED_IN:
        records = sets.expected_records(_user(sets, persona))
        for name, person in sets.crowd.people.items():
            seen[name] += person.pk in records
    hidden = {name for name, number in seen.items() if not number}
    assert hidden == {
        "Ended", "Tomorrow", "Leftschool", "Teamended", "Purposeover", "Glassover", "Nothere", "Hiddenpurpose",
        "Oncelisted", "Leftbehind", "Pharmacy", "Roll",
    }  # fmt: skip
    assert all(number < len(SIGNED_IN) for number in seen.values())


@pytest.mark.parametrize("name", ["leaver", "mover"])
def test_who_has_left_reaches_nothing(name: str, sets: Sets) -> None:
    """Named in a record still, and out: the account closed, or the role ended."""
    user = _user(sets, name)
    assert not independent.cards(user.pk)
    assert not Person.objects.visible_to(user).exists()
    assert not Contact.objects.visible_to(user).exists()
    assert set(itertools.chain(levels(user, sets.crowd.people.values()).values())) == {Level.NONE}
