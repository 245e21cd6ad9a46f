"""Writing the lines of the index: by the triggers of each change, at once after a bulk load, or all anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

# A rebuild goes through people in groups, so that nobody waits for it for long.
GROUP = 5_000


@contextmanager
def write_lines_at_once() -> Iterator[Callable[[list[int]], int]]:
    """Inside a bulk load's transaction the triggers stand aside; what is yielded writes the lines of these people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('people.search_later', 'on', true)")
    yield rebuild
    # After an error the transaction is gone, and the setting with it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('people.search_later', '', true)")


def rebuild(people: list[int]) -> int:
    """Write the lines of these people anew; answers how many stand afterwards."""
    written = 0
    with connection.cursor() as cursor:
        for first in range(0, len(people), GROUP):
            # Planned for as many people as these are, where all else is planned once a connection.
            cursor.execute(
                "SELECT people_search_rebuild(%s) FROM set_config('plan_cache_mode', 'auto', true)",
                [people[first : first + GROUP]],
            )
            written += int(cursor.fetchone()[0])
    return written
