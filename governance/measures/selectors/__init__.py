from governance.measures.selectors.counts import (
    UNSTATED,
    Seen,
    Wanted,
    counted,
    denominator_of,
    is_whole,
    listed,
    on_screen,
    people_behind,
    places,
    totals,
)
from governance.measures.selectors.definitions import Definition, every_version, front_door, in_force
from governance.measures.selectors.front_door import MEASURES
from governance.measures.selectors.later import TOTALS, children
from governance.measures.selectors.spans import Span, Tally, first_of, month_of, next_month, year_to

__all__ = [
    "MEASURES",
    "TOTALS",
    "UNSTATED",
    "Definition",
    "Seen",
    "Span",
    "Tally",
    "Wanted",
    "children",
    "counted",
    "denominator_of",
    "every_version",
    "first_of",
    "front_door",
    "in_force",
    "is_whole",
    "listed",
    "month_of",
    "next_month",
    "on_screen",
    "people_behind",
    "places",
    "totals",
    "year_to",
]
