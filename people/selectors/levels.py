"""How much of a person somebody sees now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from accounts.enums import UserKind
from accounts.models import User
from core import clock
from people.compiled import person_at
from people.enums import Level
from people.models import Grant, Person
from people.visibility import record_clause


def level(user: User, person: Person) -> Level:
    """Nothing, the index card, or the record; read from the database, never from the instance."""
    return levels(user, [person])[person.pk]


def levels(user: User, people: Iterable[Person]) -> dict[int, Level]:
    """The level for each of several people, in one query: a record that is open is on the index too."""
    ids = [person.pk for person in people]
    if user.kind == UserKind.SYSTEM:
        return dict.fromkeys(ids, Level.RECORD)
    found = dict(_seen(user, ids).values_list("pk", "is_open"))
    return {pk: _level(found.get(pk)) for pk in ids}


def openings(user: User, people: Iterable[Person]) -> dict[int, tuple[Level, int | None]]:
    """The level for each of several people, and the newest grant of this user's that is in force; in one query."""
    ids = [person.pk for person in people]
    grants = (
        Grant.objects.current(at=clock.now())
        .filter(user=user)
        .filter(Q(person=OuterRef("pk")) | Q(person__survivor=OuterRef("survivor")))
        .order_by("-starts_at", "-pk")
    )
    rows = _seen(user, ids).annotate(by_grant=Subquery(grants.values("pk")[:1]))
    found = {pk: (is_open, grant) for pk, is_open, grant in rows.values_list("pk", "is_open", "by_grant")}
    return {pk: (_level(found[pk][0]), found[pk][1]) if pk in found else (Level.NONE, None) for pk in ids}


def _seen(user: User, ids: list[int]) -> QuerySet[Any]:
    system = user.kind == UserKind.SYSTEM
    opened = Q(pk__isnull=False) if system else person_at("pk", record_clause, user, clock.now())
    is_open = Case(When(opened, then=Value(True)), default=Value(False))
    return Person.objects.visible_to(user).filter(pk__in=ids).annotate(is_open=is_open)


def _level(is_open: bool | None) -> Level:
    return Level.NONE if is_open is None else Level.RECORD if is_open else Level.CARD
