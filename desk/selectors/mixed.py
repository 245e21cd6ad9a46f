"""Rows of many tables in one question: of each row only what is printed, told by the table it came from."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Case, F, When
from django.db.models.functions import JSONObject

from core import clock
from core.asking import asked

T = TypeVar("T")


class Row(dict[str, Any]):
    """The values of one row, as the database writes them."""

    def moment(self, name: str) -> datetime | None:
        return datetime.fromisoformat(self[name]) if self[name] else None

    def day(self, name: str) -> date | None:
        return date.fromisoformat(self[name]) if self[name] else None

    def start_of(self, name: str) -> datetime | None:
        """The first moment of a day."""
        on = self.day(name)
        return clock.at_local(on) if on else None


@dataclass(frozen=True, slots=True)
class Source(Generic[T]):
    """Rows of one table as the policy leaves them, the values that are printed, and how one of them is told.

    The rows are asked for once a reader and a day, and none (None) where the reader has no part in them.
    """

    rows: Callable[[], Any]
    values: Mapping[str, Any]
    tell: Callable[[Row], Iterable[T]]


def told(sources: Iterable[Source[T]], *, key: Hashable, **values: Any) -> Iterator[T]:
    """What the rows of all these tables tell, in the order of the sources.

    The key names everything that their rows depend on besides the values (core/asking.py).
    """
    every = list(sources)

    def build() -> list[Any]:
        return [_printed(source.rows(), source.values) for source in every]

    for source, rows in zip(every, asked(key, build, **values), strict=True):
        for (printed,) in rows:
            yield from source.tell(Row(printed))


def _printed(rows: Any, values: Mapping[str, Any]) -> Any:
    return None if rows is None else rows.annotate(printed=JSONObject(**values)).values_list("printed")


def agency_name(path: str) -> Case:
    """How an agency is called in a line."""
    return Case(
        When(**{f"{path}__short_name": ""}, then=F(f"{path}__name")), default=F(f"{path}__short_name")
    )
