"""Records merged into one are read as one: each row keeps the identity it was recorded under, a cluster joins them.

Someone who was never merged has no cluster, and pays for it with a look at one column.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, F, Func, Q

from core.gathered import among
from people.models import Person

ALONE = Q(survivor__isnull=True)


def identities(person: Person) -> list[int]:
    """Ids of everyone who is this person: themselves, and whoever was merged with them."""
    if person.survivor_id is None:
        return [person.pk]
    return list(
        Person.objects.filter(survivor=person.survivor_id).order_by("pk").values_list("pk", flat=True)
    )


def identities_of(people: Iterable[Person]) -> dict[int, int]:
    """Every id under which these people are recorded, and whose record it is read in: one query where any is merged."""
    found = {person.pk: person.survivor_id or person.pk for person in people}
    roots = {person.survivor_id for person in people if person.survivor_id is not None}
    if roots:
        found |= dict(Person.objects.filter(survivor__in=roots).values_list("pk", "survivor_id"))
    return found


def everyone_of(few: Any) -> Q:
    """People whose ids a query finds, and whoever is one person with them: begun from those few."""
    clusters = Person.objects.filter(pk__in=few, survivor__isnull=False).values("survivor")
    return among("pk", few.union(Person.objects.filter(survivor__in=clusters).values("pk")))


def survivor_of(person: Person) -> Person:
    """Whose record this one is read in; themselves where nothing was merged."""
    if person.merged_into_id is None or person.survivor_id is None:
        return person
    found: Person = Person.objects.get(pk=person.survivor_id)
    return found


class _Reached(Func):
    """Whether rows about people, already text, reach a person: themselves, or whoever was merged with them.

    The text of the rows is made once and stands in each place; asking Django to build every place anew costs more
    than the whole question.
    """

    output_field = BooleanField()
    arity = 2
    OWN = "EXISTS(SELECT 1 FROM ({rows}) AS own(person) WHERE own.person = {pk})"
    # The column is asked first, so that the rest is not read for anybody who was never merged.
    MERGED = (
        "({survivor} IS NOT NULL AND {survivor} IN (SELECT one.survivor_id FROM people_person one"
        " JOIN ({rows}) AS own(person) ON own.person = one.id WHERE one.survivor_id IS NOT NULL))"
    )
    UNNAMED = (
        "({survivor} IS NOT NULL AND {survivor} IN (SELECT one.survivor_id FROM people_person one"
        " WHERE one.survivor_id IS NOT NULL AND one.own_restriction <> 'NONE' AND one.id NOT IN ({rows})))"
    )

    def __init__(self, pk: Any, survivor: Any, form: str, sql: str, params: tuple[Any, ...]) -> None:
        super().__init__(pk, survivor)
        self.form, self.sql, self.params = form, sql, params

    def as_sql(
        self,
        compiler: Any,
        connection: Any,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        (pk, _), (survivor, _) = (compiler.compile(each) for each in self.source_expressions)
        text = self.form.format(pk=pk, survivor=survivor, rows=self.sql)
        return f"({text})", self.params * self.form.count("{rows}")


def _asked(rows: Any, form: str) -> Q:
    try:
        sql, params = rows.order_by().values("person").query.sql_with_params()
    except EmptyResultSet:
        return Q(pk__in=[])
    return Q(_Reached(F("pk"), F("survivor"), form, sql, tuple(params)))


def reached_by(rows: Any) -> Q:
    """People about whom one of these rows is, under whatever identity: a filter on Person."""
    return _asked(rows, f"{_Reached.OWN} OR {_Reached.MERGED}")


def named_by(rows: Any) -> Q:
    """Restricted people on whose named list one of these grants stands; of the merged, on the list of every one."""
    merged = f"({_Reached.MERGED} AND NOT {_Reached.UNNAMED})"
    return _asked(rows, f"({{survivor}} IS NULL AND {_Reached.OWN}) OR {merged}")


def named_on_all(rows: Any) -> Q:
    """Of the merged, those where these grants name the reader on the list of everyone who is restricted."""
    return ALONE | named_by(rows)
