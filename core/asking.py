"""Questions put into text once a process and asked again with other values; several tables answer one statement.

Django builds a query anew at every use. With the nested conditions of the policy that costs more than the answer, and it
builds the same text for the same reader every time. Who may read what is decided where it always was: the text is made
from the same querysets, once for each reader and what they hold on the day.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import BooleanField, Expression, Func, Q
from django.db.models.query import ModelIterable, get_related_populators

from core import clock
from core.prepared import Native, ask_prepared, can_prepare

MOST_KEPT = 2000
# Arguments of one function, as PostgreSQL takes them.
_WIDEST = 90

_AS_IT_IS = (
    models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.JSONField,
    models.FloatField,
)  # fmt: skip
_READ: tuple[tuple[type[Any], Callable[[str], Any]], ...] = (
    # A moment is a date to Django too: it stands first.
    (models.DateTimeField, datetime.fromisoformat),
    (models.DateField, date.fromisoformat),
    (models.TimeField, time.fromisoformat),
    (models.UUIDField, UUID),
    (models.DecimalField, Decimal),
)


@dataclass(frozen=True, slots=True)
class _Blank:
    """Stands among the parameters of a text for a value that comes with each use."""

    name: str


class Place(Expression):
    """A value that is known when the question is asked."""

    def __init__(self, name: str, output_field: Any) -> None:
        super().__init__(output_field=output_field)
        self.blank = _Blank(name)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        # Typed, for a statement that is prepared is told nothing by a value that is not there.
        return f"%s::{self.output_field.cast_db_type(connection)}", (self.blank,)


class OneOf(Func):
    """Whether the value at a path is one of a list that comes with each use."""

    output_field = BooleanField()
    arity = 1

    def __init__(self, path: Any, name: str) -> None:
        super().__init__(path)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        asked, own = compiler.compile(self.source_expressions[0])
        return f"{asked} = ANY(%s)", (*own, _Blank(self.name))


@dataclass(frozen=True, slots=True)
class Several:
    """A list that comes with each use, as `OneOf` names it."""

    name: str


def is_one_of(path: str, values: Any) -> Q:
    """Rows where the value at a path is among these, or among those that come with each use."""
    if isinstance(values, Several):
        return Q(OneOf(path, values.name))
    return Q(**{f"{path}__in": list(values)})


NOW = Place("now", models.DateTimeField())
_moment: ContextVar[Any] = ContextVar("asked_moment", default=None)


def moment() -> Any:
    """The present, or its place while a question is being put into text."""
    return clock.now() if (found := _moment.get()) is None else found


def as_parameter(value: Any) -> Any:
    """What stands for a value among the parameters of a text."""
    return value.blank if isinstance(value, Place) else value


@contextmanager
def _writing() -> Any:
    token = _moment.set(NOW)
    try:
        yield
    finally:
        _moment.reset(token)


def _refuse(*asked: Any) -> Any:
    raise TypeError("A question that is kept is made without asking the database.")


class _Part:
    """One queryset as text, and how its rows become what the queryset would have given."""

    def __init__(self, rows: Any) -> None:
        if rows._prefetch_related_lookups or rows._known_related_objects:
            raise TypeError("What is fetched besides is a part of its own.")
        compiler = rows.query.get_compiler(connection.alias)
        self.sql, self.params = compiler.as_sql(with_col_aliases=True)
        # A number with a fraction travels as text: JSON would round it.
        self.columns = [
            f'asked."{alias}"' + ("::text" if isinstance(column.output_field, models.DecimalField) else "")
            for column, _, alias in compiler.select
        ]
        self.readers = [
            (at, read)
            for at, (column, _, _) in enumerate(compiler.select)
            if (read := _reader_of(column.output_field, column))
        ]
        self.klass = compiler.klass_info if rows._iterable_class is ModelIterable else None
        self.notes = compiler.annotation_col_map or {}
        if self.klass:
            own = self.klass["select_fields"]
            self.own = slice(own[0], own[-1] + 1)
            self.attributes = [each[0].target.attname for each in compiler.select[self.own]]
            self.related = get_related_populators(self.klass, compiler.select, connection.alias)  # type: ignore[call-arg]

    def text(self) -> str:
        """All its rows as one value, in their order."""
        spans = [self.columns[at : at + _WIDEST] for at in range(0, len(self.columns), _WIDEST)]
        row = ", ".join(f"json_build_array({', '.join(span)})" for span in spans)
        return f"(SELECT json_agg(json_build_array({row})) FROM ({self.sql}) AS asked)"  # noqa: S608

    def rows(self, told: Any) -> list[Any]:
        found = json.loads(told) if isinstance(told, str) else told
        return [self._row([value for span in spans for value in span]) for spans in found or ()]

    def _row(self, values: list[Any]) -> Any:
        for at, read in self.readers:
            if values[at] is not None:
                values[at] = read(values[at])
        if not self.klass:
            return tuple(values)
        row = self.klass["model"].from_db(connection.alias, self.attributes, values[self.own])
        for each in self.related:
            each.populate(values, row)
        for name, at in self.notes.items():
            setattr(row, name, values[at])
        return row


def _reader_of(field: Any, column: Any) -> Callable[[Any], Any] | None:
    """How a value is read back from JSON; a kind that nobody has taught it is refused when the text is made."""
    while getattr(field, "target_field", None) is not None and field.is_relation:
        field = field.target_field
    if isinstance(field, ArrayField):
        one = _reader_of(field.base_field, column)
        return (
            None if one is None else lambda values: [None if each is None else one(each) for each in values]
        )
    for kind, read in _READ:
        if isinstance(field, kind):
            return read
    if isinstance(field, _AS_IT_IS):
        return None
    raise TypeError(f"{type(field).__name__} is not read from JSON yet.")


class Question:
    """Rows of several tables, asked in one statement."""

    def __init__(self, build: Callable[[], Sequence[Any]]) -> None:
        began = clock.now()
        # What the database says today may not be written into a text that is asked again tomorrow.
        with _writing(), connection.execute_wrapper(_refuse):
            made = [_part(rows) for rows in build()]
        self.parts = made
        asked = [part for part in made if part is not None]
        self.sql = "SELECT " + ", ".join(part.text() for part in asked)
        self.params = tuple(value for part in asked for value in part.params)
        self.native: Native | None = None
        ended = clock.now()
        if any(isinstance(each, datetime) and began <= each <= ended for each in self.params):
            raise TypeError("A question that is kept may not keep the moment it was made: use `moment()`.")

    def ask(self, **values: Any) -> list[list[Any]]:
        """The rows of each table, in the order in which the tables were named."""
        said: list[Any] = []
        if self.params or any(self.parts):
            with connection.cursor() as cursor:
                given = [values[each.name] if isinstance(each, _Blank) else each for each in self.params]
                if can_prepare(cursor.connection):
                    ask_prepared(cursor, self._native(cursor.connection))
                cursor.execute(self.sql, given)
                said = list(cursor.fetchone())
        answers = iter(said)
        return [[] if part is None else part.rows(next(answers)) for part in self.parts]

    def _native(self, raw: Any) -> Native:
        if self.native is None:
            self.native = Native(self.sql, self.params, name_of=_name_of, raw=raw)
        return self.native


def _name_of(value: Any) -> str | None:
    return value.name if isinstance(value, _Blank) else None


def _part(rows: Any) -> _Part | None:
    try:
        return None if rows is None else _Part(rows)
    except EmptyResultSet:
        return None


_kept: OrderedDict[Hashable, Question] = OrderedDict()


def asked(key: Hashable, build: Callable[[], Sequence[Any]], **values: Any) -> list[list[Any]]:
    """Rows of the querysets that `build` gives, whose text is made once for a key and a day.

    The key names everything that the querysets depend on besides the values: a reader is named by `known_as`.
    """
    whole = (clock.today(), key)
    question = _kept.get(whole)
    if question is not None:
        # Another thread may have dropped it just now.
        with suppress(KeyError):
            _kept.move_to_end(whole)
    else:
        question = _kept[whole] = Question(build)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    values.setdefault("now", clock.now())
    return question.ask(**values)
