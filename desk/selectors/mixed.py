"""Rows of many tables in one question: of each row only what is printed, told by the table it came from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Case, F, Value, When
from django.db.models.functions import JSONObject

from core import clock

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
    """Rows of one table as the policy left them, the values that are printed, and how one of them is told."""

    rows: Any
    values: Mapping[str, Any]
    tell: Callable[[Row], Iterable[T]]


def told(sources: Iterable[Source[T]]) -> Iterator[T]:
    """What the rows of all these tables tell, in the order of the sources."""
    every = list(sources)
    asked = [
        source.rows.annotate(from_source=Value(place), printed=JSONObject(**source.values)).values_list(
            "from_source", "printed"
        )
        for place, source in enumerate(every)
    ]
    if not asked:
        return
    found: list[list[Row]] = [[] for _ in every]
    for place, values in asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0]:
        found[place].append(Row(values))
    for source, rows in zip(every, found, strict=True):
        for row in rows:
            yield from source.tell(row)


def agency_name(path: str) -> Case:
    """How an agency is called in a line."""
    return Case(
        When(**{f"{path}__short_name": ""}, then=F(f"{path}__name")), default=F(f"{path}__short_name")
    )
