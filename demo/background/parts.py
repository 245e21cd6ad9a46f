"""The parts of the background in the order they are loaded, each a transaction of its own."""

from collections.abc import Callable
from functools import partial

from demo.background import live_queue, weeks

# Monday, concerns a working day. Fewer in February, about ten a day in March: enough to look like work.
WEEKS = (
    ("2027-02-01", 3), ("2027-02-08", 3), ("2027-02-15", 3), ("2027-02-22", 4), ("2027-03-01", 8), ("2027-03-08", 10),
    ("2027-03-15", 10), ("2027-03-22", 10),
)  # fmt: skip
TODAY = "2027-03-31 08:45"


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
    found.append(("ROLES", "A question from a colleague of every role", weeks.everybody_once))
    return [*found, ("QUEUE", "The queue and the loose ends of 31 March", live_queue.fill)]
