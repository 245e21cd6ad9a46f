"""How much of a person somebody sees now."""

from collections.abc import Iterable

from accounts.enums import UserKind
from accounts.models import User
from core import clock
from people.enums import Level
from people.models import Person
from people.visibility import record_clause


def level(user: User, person: Person) -> Level:
    """Nothing, the index card, or the record; read from the database, never from the instance."""
    return levels(user, [person])[person.pk]


def levels(user: User, people: Iterable[Person]) -> dict[int, Level]:
    """The level for each of several people, in two queries."""
    ids = [person.pk for person in people]
    if user.kind == UserKind.SYSTEM:
        return dict.fromkeys(ids, Level.RECORD)
    cards = set(Person.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    records = (
        set(
            Person.objects.filter(record_clause(user, clock.now()), pk__in=cards).values_list("pk", flat=True)
        )
        if cards
        else set()
    )
    return {pk: Level.RECORD if pk in records else Level.CARD if pk in cards else Level.NONE for pk in ids}
