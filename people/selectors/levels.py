"""How much of a person somebody sees now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.access import known_as
from accounts.enums import UserKind
from accounts.models import User
from core.asking import OneOf, asked, moment
from people.compiled import person_at
from people.enums import Level
from people.models import Grant, Person
from people.visibility import record_clause


def level(user: User, person: Person) -> Level:
    """Nothing, the index card, or the record; read from the database, never from the instance."""
    return levels(user, [person])[person.pk]


def levels(user: User, people: Iterable[Person]) -> dict[int, Level]:
    """The level for each of several people, in one query: a record that is open is on the index too."""
    several = list(people)
    [seen] = asked(
        ("levels", known_as(user)),
        lambda: [seen_by(user, OneOf("pk", "people"))],
        people=[person.pk for person in several],
    )
    return levels_in(user, several, seen)


def levels_in(user: User, people: Iterable[Person], seen: Iterable[tuple[int, bool]]) -> dict[int, Level]:
    """The same from rows of `seen_by` that were read already."""
    ids = [person.pk for person in people]
    if user.kind == UserKind.SYSTEM:
        return dict.fromkeys(ids, Level.RECORD)
    found = dict(seen)
    return {pk: _level(found.get(pk)) for pk in ids}


def seen_by(user: User, which: Any) -> QuerySet[Any]:
    """Those of these people whom somebody sees, and whether their record is open."""
    return _seen(user, which).values_list("pk", "is_open")


def openings(user: User, people: Iterable[Person]) -> dict[int, tuple[Level, int | None]]:
    """The level for each of several people, and the newest grant of this user's that is in force; in one query."""
    ids = [person.pk for person in people]
    [rows] = asked(("openings", known_as(user)), lambda: [_openings(user)], people=ids)
    found = {pk: (is_open, grant) for pk, is_open, grant in rows}
    return {pk: (_level(found[pk][0]), found[pk][1]) if pk in found else (Level.NONE, None) for pk in ids}


def _openings(user: User) -> QuerySet[Any]:
    grants = (
        Grant.objects.current(at=moment())
        .filter(user=user)
        .filter(Q(person=OuterRef("pk")) | Q(person__survivor=OuterRef("survivor")))
        .order_by("-starts_at", "-pk")
    )
    rows = _seen(user, OneOf("pk", "people")).annotate(by_grant=Subquery(grants.values("pk")[:1]))
    return rows.values_list("pk", "is_open", "by_grant")


def _seen(user: User, which: Any) -> QuerySet[Any]:
    system = user.kind == UserKind.SYSTEM
    opened = Q(pk__isnull=False) if system else person_at("pk", record_clause, user, moment())
    is_open = Case(When(opened, then=Value(True)), default=Value(False))
    return Person.objects.visible_to(user).filter(which).annotate(is_open=is_open)


def _level(is_open: bool | None) -> Level:
    return Level.NONE if is_open is None else Level.RECORD if is_open else Level.CARD
