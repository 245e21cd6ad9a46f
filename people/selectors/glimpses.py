"""What the index tells of several people at once: how much a reader sees, who works with them, dangers; in one read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.access import known_as
from accounts.models import User
from core import clock
from core.asking import OneOf, asked, moment
from people.clusters import identities_of
from people.enums import Level
from people.models import Involvement, Person, PersonStatus, SafetyWarning
from people.selectors.levels import levels_in, seen_by


@dataclass(slots=True)
class Glimpse:
    """One person among several: whatever of it this reader may read."""

    level: Level
    statuses: list[PersonStatus] = field(default_factory=list)
    warnings: list[SafetyWarning] = field(default_factory=list)
    workers: list[Involvement] = field(default_factory=list)


def glimpses(people: Sequence[Person], *, reader: User) -> dict[int, Glimpse]:
    """By person, whatever their number; of those whom the reader may not know, that they see nothing."""
    home = identities_of(people)
    seen, statuses, warnings, workers = asked(
        ("glimpses", known_as(reader)),
        lambda: _tables(reader),
        people=[person.pk for person in people],
        everyone=list(home),
    )
    known = levels_in(reader, people, seen)
    found = {pk: Glimpse(level) for pk, level in known.items()}
    # Two of them may be one person, recorded twice.
    of: dict[int, list[Glimpse]] = {}
    for person in people:
        if found[person.pk].level != Level.NONE:
            of.setdefault(home[person.pk], []).append(found[person.pk])
    for row in (*statuses, *warnings, *workers):
        for each in of.get(home[row.person_id], ()):
            kept: list[Any] = (
                each.statuses
                if isinstance(row, PersonStatus)
                else each.warnings
                if isinstance(row, SafetyWarning)
                else each.workers
            )
            kept.append(row)
    return found


def _tables(reader: User) -> list[Any]:
    today, among = clock.today(), OneOf("person_id", "everyone")
    workers = Involvement.objects.visible_to(reader).current(at=moment()).filter(among)
    return [
        seen_by(reader, OneOf("pk", "people")),
        PersonStatus.objects.visible_to(reader).current(on=today).filter(among).order_by("started_on", "pk"),
        SafetyWarning.objects.visible_to(reader).current(on=today).filter(among).order_by("starts_on", "pk"),
        workers.select_related("user__profession", "team", "agency").order_by("kind", "started_at", "pk"),
    ]
