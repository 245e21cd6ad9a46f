"""How a story is told: live at a moment as somebody, let the services write, see which clocks that started."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import Team, User
from core import clock
from core.history import acting
from deadlines.models import Clock
from people.models import Person


def moment(when: str) -> datetime:
    """A wall-clock time in England, written 2026-04-13 10:00."""
    return datetime.fromisoformat(when).replace(tzinfo=clock.LOCAL)


def day(when: str) -> date:
    return date.fromisoformat(when)


def worker(username: str) -> User:
    """A member of the demonstration's staff."""
    found: User = User.objects.select_related("agency", "profession", "line_manager").get(username=username)
    return found


def team(name: str) -> Team:
    found: Team = Team.objects.get(name=name)
    return found


@contextmanager
def on(when: str, *, by: str) -> Iterator[User]:
    """At this moment, as this colleague: every row written inside says so."""
    with clock.at(moment(when)):
        user = worker(by)
        with acting(by=user, reason="demonstration"):
            yield user


Event = tuple[str, Callable[[], object]]


def live(*diaries: list[Event]) -> None:
    """Everything in these diaries, in the order in which it happened."""
    for _, act in sorted((event for diary in diaries for event in diary), key=lambda event: event[0]):
        act()


@dataclass
class Family:
    """The people of one story by their number (U01, C2 ...), once the front door has recognised them."""

    code: str
    surname: str
    cast: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, number: str) -> Person:
        return self.cast[number]

    def refreshed(self, number: str) -> Person:
        self.cast[number].refresh_from_db()
        return self.cast[number]


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a story as the domain reference tells it; with `missing`, why the product cannot take it yet."""

    on: str
    told: str
    code: str = ""
    due: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A family's year: its steps in words, and the telling of it."""

    code: str
    title: str
    place: str
    lines: tuple[Line, ...]
    tell: Callable[[Family], None]
    surname: str

    @property
    def promises(self) -> list[Line]:
        """Due dates that a stored clock must carry exactly."""
        return [line for line in self.lines if line.due and not line.missing]


def tell(story: Story) -> list[Clock]:
    """Live the story; every clock that it started, in the order of their starts."""
    last = Clock.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    story.tell(Family(code=story.code, surname=story.surname))
    return list(Clock.objects.filter(pk__gt=last).order_by("pk"))


def due_words(row: Clock, *, with_time: bool) -> str:
    """A clock's due date, or its moment, as a story writes it."""
    return f"{clock.to_local(row.due_at):%Y-%m-%d %H:%M}" if with_time else row.due_on.isoformat()


def unkept(story: Story, clocks: list[Clock]) -> list[str]:
    """Promises of the story that none of its clocks keeps, in words; empty when all is well."""
    broken = []
    for line in story.promises:
        with_time = " " in line.due
        found = [due_words(row, with_time=with_time) for row in clocks if row.code == line.code]
        if line.due not in found:
            broken.append(
                f"{story.code} {line.code}: {line.due} promised, {sorted(set(found)) or 'none'} found"
            )
    return broken
