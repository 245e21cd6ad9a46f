"""One working week of ordinary concerns: told, read, decided, and the first steps of what follows."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from core.working_days import add_working_days, is_working_day
from demo.background.catalogue import EVERYBODY, PATTERNS
from demo.background.concerns import Concern, decide, log, made_up, triage, written
from demo.background.following import adult_work, assessed, early_help, enquiry
from demo.stories.engine import Event, day, live

RECENT = "2027-03-24"


def week(start: str, *, a_day: int, settles_by: str) -> None:
    """The concerns of the working week that starts on this Monday, `a_day` each day."""
    events: list[Event] = []
    for on_day in working_days_of(day(start)):
        for turn in range(a_day):
            events += course(made_up(on_day, turn, a_day), until=settles_by)
    live(events)


def everybody_once() -> None:
    """A question from a colleague of every role: anybody may ask the front door."""
    pattern = next(entry for entry in PATTERNS if entry.by == EVERYBODY)
    events: list[Event] = []
    for turn, username in enumerate(EVERYBODY):
        concern = made_up(date(2027, 2, 17), turn % 10, 10, pattern)
        events += _asked_by(concern, username, f"2027-02-17 {9 + turn // 6:02d}:{(turn % 6) * 9:02d}")
    live(events)


def _asked_by(concern: Concern, username: str, when: str) -> list[Event]:
    later = written(datetime.fromisoformat(when) + timedelta(hours=2))
    decided = written(datetime.fromisoformat(when) + timedelta(hours=3))
    return [
        (when, lambda: log(concern, when, by=username)),
        (later, lambda: triage(concern, later)),
        (decided, lambda: decide(concern, decided, late=False)),
    ]


def working_days_of(monday: date) -> Iterator[date]:
    for offset in range(5):
        on_day = monday + timedelta(days=offset)
        if is_working_day(on_day):
            yield on_day


def course(concern: Concern, *, until: str) -> list[Event]:
    """Told, read within two hours, decided by the next working day; what follows comes at its own pace."""
    at, chance = concern.at, concern.chance
    read = at + timedelta(minutes=20 + chance.randrange(90))
    days = 2 if chance.random() < 0.06 else 1 if chance.random() < 0.6 else 0
    decided_on = add_working_days(at.date(), days) if days else at.date()
    decided = (
        datetime.combine(decided_on, (read + timedelta(minutes=15)).time())
        if days
        else read + timedelta(minutes=45)
    )
    events: list[Event] = [
        (written(at), lambda: log(concern, written(at))),
        (written(read), lambda: triage(concern, written(read))),
    ]
    events.append((written(decided), lambda: decide(concern, written(decided), late=days == 2)))
    if concern.pattern.outcome in ("FAMILY_HELP", "PRIVATE_FOSTERING"):
        events += assessed(concern, decided, until=until)
    if concern.pattern.outcome == "STRATEGY":
        held = decided + timedelta(minutes=90)
        events.append((written(held), lambda: enquiry(concern, written(held), until=until)))
    # An adult's case decided in the last days may wait for somebody still.
    if concern.pattern.adult and (chance.random() < 0.6 or written(decided) < RECENT):
        given = datetime.combine(add_working_days(decided.date(), 1), datetime.min.time()) + timedelta(
            hours=10
        )
        events.append((written(given), lambda: adult_work(concern, written(given))))
    if concern.pattern.outcome == "EARLY_HELP":
        given = datetime.combine(add_working_days(decided.date(), 1), datetime.min.time()) + timedelta(
            hours=11
        )
        events.append((written(given), lambda: early_help(concern, written(given), until=until)))
    return [event for event in events if event[0] < until]
