"""How soon a held form is read, and what counts as too many."""

from datetime import datetime, timedelta

# A held form is read within the hour, one that speaks of danger within a quarter of it (local default).
READ_WITHIN = timedelta(hours=1)
READ_DANGER_WITHIN = timedelta(minutes=15)
HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)
# A household, a school and a mobile network share one connection: more than these within the hour are read first.
MOST_FROM_ONE_SENDER = 5
MOST_WITH_THE_SAME_WORDS = 2
# The queue shows a thousand families: far more than ever come, and few enough that none of them hides another.
MOST_SENT_ON = 400
MOST_LINKS = 2
# Nobody writes about a worry in less.
QUICKEST = timedelta(seconds=3)
OLDEST_PAGE = timedelta(hours=24)


def due_at(received_at: datetime, *, says_danger: bool) -> datetime:
    """The moment by which a person has read it; hours of the night count as well (safety a)."""
    return received_at + (READ_DANGER_WITHIN if says_danger else READ_WITHIN)
