"""A kept question as a statement that the database plans once a connection, with places for what differs from use to use.

Words and days stand in the text: without them the planner could not tell which partial index answers. Numbers stay
places, for they are mostly ids: so that readers who hold the same ask the same text, and share its plan.
"""

import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

import psycopg
from django.conf import settings
from psycopg.types.numeric import Int4, Int8

_PLACE = re.compile(r"%%|%s")
_WIDE = 2**31


class Native:
    """The text as PostgreSQL takes it: constants written out, each other value once, however often it is asked for."""

    def __init__(
        self, sql: str, params: Sequence[Any], *, name_of: Callable[[Any], str | None], raw: Any
    ) -> None:
        literal = psycopg.ClientCursor(raw)
        known: dict[Any, int] = {}
        # The place among the parameters from which each of the statement's own is taken.
        self.taken: list[int] = []
        left = iter(enumerate(params))

        def written(found: re.Match[str]) -> str:
            if found[0] == "%%":
                return "%"
            at, value = next(left)
            name = name_of(value)
            if name is None and type(value) is not int:
                return literal.mogrify("%s", [value])
            same = value if name is None else name
            if same not in known:
                self.taken.append(at)
                known[same] = len(self.taken)
            return f"${known[same]}"

        # Kept once for all readers who hold the same.
        self.text = sys.intern(_PLACE.sub(written, sql))

    def values(self, given: Sequence[Any]) -> list[Any]:
        return [_typed(given[at]) for at in self.taken]


def _typed(value: Any) -> Any:
    """Numbers as PostgreSQL would read them in the text, whatever their size: another type would be another statement."""
    if type(value) is int:
        return Int4(value) if -_WIDE <= value < _WIDE else Int8(value)
    if isinstance(value, list):
        return [Int8(each) if type(each) is int else each for each in value]
    return value


class _Said:
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def query(self) -> bytes:
        return self.text.encode()


class _Prepared(psycopg.RawCursor[Any]):
    """Asks a statement of its own where it is given the text, so that whoever watches the text sees it as ever."""

    native: Native

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        found = super().execute(self.native.text, self.native.values(params), prepare=True)
        # Where Django's log of queries looks for what was asked.
        self._query = _Said(self.native.text)  # type: ignore[assignment]
        return found


def can_prepare(raw: Any) -> bool:
    """Whether this connection keeps prepared statements (DATABASE_PREPARED)."""
    return getattr(raw, "prepare_threshold", None) is not None


def ask_prepared(cursor: Any, native: Native) -> None:
    """Let Django's cursor ask this statement in the place of the text it is about to be given."""
    raw = cursor.connection
    raw.prepared_max = settings.DATABASE_PREPARED
    cursor.cursor = _Prepared(raw)
    cursor.cursor.native = native
