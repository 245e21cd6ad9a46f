"""The policy's question about a person, put into SQL once for a reader and asked of any row by its path to the person.

Django builds a nested condition anew for every query, and that costs far more than asking it. The text here is made
by Django itself from the policy's own clause; only the moment and the path to the person differ from use to use.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField, Func, Q

from accounts.access import Held, known_as
from accounts.models import User
from core.asking import as_parameter
from people.models import Person

Clause = Callable[[User, datetime], Q]
# Stands for "now" among the parameters of the text, and is put right at every use.
_MOMENT = datetime(1, 1, 2, tzinfo=UTC)


class IsAmong(Func):
    """Whether the value at a path is the key of a row that a query, already text, finds."""

    output_field = BooleanField()
    arity = 1

    def __init__(self, path: Any, sql: str, params: tuple[Any, ...]) -> None:
        super().__init__(path)
        self.sql, self.params = sql, params

    def as_sql(
        self,
        compiler: Any,
        connection: Any,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        asked, own = compiler.compile(self.source_expressions[0])
        # The text is Django's own, with places for its parameters.
        return f"EXISTS(SELECT 1 FROM ({self.sql}) AS among WHERE among.pk = {asked})", (*self.params, *own)  # noqa: S608


@lru_cache(maxsize=2000)
def _text(clause: Clause, known: tuple[int, Held], user: User) -> tuple[str, tuple[Any, ...]]:
    """The same for the same reader as long as they hold the same."""
    try:
        sql, params = Person.objects.filter(clause(user, _MOMENT)).values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "", ()
    return sql, tuple(params)


def person_at(path: str, clause: Clause, user: User, now: Any) -> Q:
    """Rows whose person, found at `path`, meets a clause of the policy for this user now."""
    sql, params = _text(clause, known_as(user), user)
    if not sql:
        return Q(pk__in=[])
    now = as_parameter(now)
    return Q(IsAmong(path, sql, tuple(now if each == _MOMENT else each for each in params)))
