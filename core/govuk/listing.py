"""Lists: a page at a time, counted exactly to 200 and no further, the filter kept in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from core.govuk.forms import StandardForm

CAP = 200
PER_PAGE = 50


class Link(NamedTuple):
    """A cell of a table that leads somewhere."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, with how many there are and the way on."""

    rows: Sequence[Any]
    number: int
    # None when the list is longer than the cap.
    count: int | None
    previous_href: str
    next_href: str

    @property
    def count_words(self) -> str:
        return f"{CAP}+" if self.count is None else str(self.count)

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)


def capped_count(queryset: QuerySet[Any], *, cap: int = CAP) -> int | None:
    """How many rows, exact up to the cap, None beyond: costs the same whether there are 300 or 3 million."""
    found = queryset.order_by()[: cap + 1].count()
    return found if found <= cap else None


def count_words(number: int | None) -> str:
    return f"{CAP}+" if number is None else str(number)


def page_of(
    request: HttpRequest, queryset: QuerySet[Any], *, per_page: int = PER_PAGE, counted: bool = True
) -> Page:
    """The page of an ordered queryset that the address asks for.

    One query for the rows (one more than shown), one for the capped count.
    """
    number = page_number(request)
    start = (number - 1) * per_page
    found = list(queryset[start : start + per_page + 1])
    rows, more = found[:per_page], len(found) > per_page
    if number == 1 and not more:
        total: int | None = len(rows)
    else:
        total = capped_count(queryset) if counted else None
    return Page(
        rows=rows,
        number=number,
        count=total,
        previous_href=with_page(request, number - 1) if number > 1 else "",
        next_href=with_page(request, number + 1) if more else "",
    )


def slice_of(request: HttpRequest, rows: Sequence[Any], *, per_page: int = PER_PAGE) -> Page:
    """The same for rows already worked out."""
    number = page_number(request)
    start = (number - 1) * per_page
    more = len(rows) > start + per_page
    return Page(
        rows=rows[start : start + per_page],
        number=number,
        count=len(rows) if len(rows) <= CAP else None,
        previous_href=with_page(request, number - 1) if number > 1 else "",
        next_href=with_page(request, number + 1) if more else "",
    )


def page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "1")
    return min(max(int(typed), 1), 10_000) if typed.isdecimal() and len(typed) < 7 else 1


def with_page(request: HttpRequest, number: int) -> str:
    """This address, another page of it: every filter stays."""
    query: QueryDict = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


class FilterForm(StandardForm):
    """A filter in the address (GET): nothing must be answered, nonsense is told and ignored."""

    # Answers that hold when the address names none.
    defaults: ClassVar[dict[str, Any]] = {}

    def __init__(self, request: HttpRequest, **more: Any) -> None:
        super().__init__(request.GET, **more)
        del self.fields["version"], self.fields["idempotency_key"]
        for field in self.fields.values():
            field.required = False
            if hasattr(field, "hide_optional"):
                field.hide_optional = True
        self.is_valid()

    def value(self, name: str) -> Any:
        """What the filter asks for."""
        found = self.cleaned_data.get(name)
        return self.defaults.get(name) if found in (None, "", []) else found

    @property
    def is_narrowed(self) -> bool:
        return any(value not in (None, "", []) for value in self.answers.values())
