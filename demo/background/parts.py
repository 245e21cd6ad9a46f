"""The parts of the background in the order they are loaded, each a transaction of its own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection

from demo.background import live_queue, weeks

# Monday, concerns a working day: about ten in the last weeks, fewer before, so that loading takes minutes.
WEEKS = (
    ("2027-02-01", 2), ("2027-02-08", 2), ("2027-02-15", 2), ("2027-02-22", 2), ("2027-03-01", 4), ("2027-03-08", 5),
    ("2027-03-15", 8), ("2027-03-22", 10),
)  # fmt: skip
TODAY = "2027-03-31 08:45"


def in_one_go(act: Callable[[], object]) -> Callable[[], object]:
    """Without a savepoint at every step, a third quicker; a part that fails is undone whole and loaded again."""

    def do() -> None:
        features: Any = connection.features
        features.uses_savepoints = False
        try:
            act()
        finally:
            del features.uses_savepoints

    return do


def parts() -> list[tuple[str, str, Callable[[], object]]]:
    """Key, words and act of each part."""
    found: list[tuple[str, str, Callable[[], object]]] = [
        (
            f"W{start}",
            f"Concerns of the week of {start}",
            partial(weeks.week, start, a_day=a_day, settles_by=TODAY),
        )
        for start, a_day in WEEKS
    ]
    found.append(("ROLES", "A question from a colleague of every role", in_one_go(weeks.everybody_once)))
    return [*found, ("QUEUE", "The queue and the loose ends of 31 March", in_one_go(live_queue.fill))]
