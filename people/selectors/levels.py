"""How much of a person somebody sees now."""

from collections.abc import Iterable

from django.db.models import Case, Value, When

from accounts.enums import UserKind
from accounts.models import User
from core import clock
from people.compiled import person_at
from people.enums import Level
from people.models import Person
from people.visibility import record_clause


def level(user: User, person: Person) -> Level:
    """Nothing, the index card, or the record; read from the database, never from the instance."""
    return levels(user, [person])[person.pk]


def levels(user: User, people: Iterable[Person]) -> dict[int, Level]:
    """The level for each of several people, in one query: a record that is open is on the index too."""
    ids = [person.pk for person in people]
    if user.kind == UserKind.SYSTEM:
        return dict.fromkeys(ids, Level.RECORD)
    is_open = Case(
        When(person_at("pk", record_clause, user, clock.now()), then=Value(True)), default=Value(False)
    )
    seen = Person.objects.visible_to(user).filter(pk__in=ids).annotate(is_open=is_open)
    found = dict(seen.values_list("pk", "is_open"))
    return {pk: Level.NONE if pk not in found else Level.RECORD if found[pk] else Level.CARD for pk in ids}
