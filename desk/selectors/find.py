"""Results of a search: each person as far as the reader may know them, in a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from accounts.access import holds, holds_any
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from people.enums import InvolvementKind, Level
from people.models import Address, Involvement, Person, SafeAddress
from people.search import Hit, search
from people.selectors import levels

LIMIT = 30


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the results."""

    person: Person
    level: Level
    lead: Involvement | None
    locality: str
    # Why a search found them, best reason first.
    why: tuple[str, ...] = ()


def may_search(reader: User) -> bool:
    """Whether this role looks people up at all: the whole index, or their own roll and caseload."""
    return holds_any(reader, (Permission.PERSON_INDEX, Permission.PERSON_FLAG))


def hits_for(text: str, *, reader: User) -> tuple[list[Hit], bool]:
    """The answers of a search, best first, and whether there are more than shown; nothing where the role has no search."""
    hits = search(text, reader=reader, limit=LIMIT + 1) if may_search(reader) else []
    return hits[:LIMIT], len(hits) > LIMIT


def find(text: str, *, reader: User) -> tuple[list[Found], bool]:
    """People who fit, the best fit first, and whether there are more than shown."""
    shown, more = hits_for(text, reader=reader)
    depth = {hit.person.pk: hit.level for hit in shown}
    found = lines([hit.person for hit in shown], reader=reader, depth=depth)
    return [replace(line, why=hit.why) for line, hit in zip(found, shown, strict=True)], more


def lines(people: Sequence[Person], *, reader: User, depth: Mapping[int, Level] | None = None) -> list[Found]:
    """Level, lead and locality of several people: three or four queries, however many they are."""
    if not people:
        return []
    ids = [person.pk for person in people]
    depth = depth if depth is not None else levels(reader, people)
    leads = {
        row.person_id: row
        for row in Involvement.objects.visible_to(reader)
        .current(at=clock.now())
        .filter(person__in=ids, kind=InvolvementKind.LEAD)
        .select_related("user__agency", "user__profession")
    }
    places = _localities(ids) if holds(reader, Permission.PERSON_INDEX) else {}
    return [Found(row, depth[row.pk], leads.get(row.pk), places.get(row.pk, "")) for row in people]


def _localities(ids: list[int]) -> dict[int, str]:
    """Which locality answers for whom: left out where a confidential address could show."""
    safe = SafeAddress.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())).filter(
        Q(person=OuterRef("person")) | Q(person__survivor=OuterRef("person__survivor"))
    )
    rows = (
        Address.objects.filter(person__in=ids, ends_on__isnull=True, locality__isnull=False)
        .filter(~Exists(safe))
        .order_by("starts_on", "pk")
        .values_list("person_id", "locality__name")
    )
    return dict(rows)
