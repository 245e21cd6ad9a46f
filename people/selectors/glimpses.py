"""What the index tells of several people at once: how much a reader sees, who works with them, dangers; in four reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts.models import User
from core import clock
from people.clusters import identities_of
from people.enums import Level
from people.models import Involvement, Person, PersonStatus, SafetyWarning
from people.selectors.levels import levels


@dataclass(slots=True)
class Glimpse:
    """One person among several: whatever of it this reader may read."""

    level: Level
    statuses: list[PersonStatus] = field(default_factory=list)
    warnings: list[SafetyWarning] = field(default_factory=list)
    workers: list[Involvement] = field(default_factory=list)


def glimpses(people: Sequence[Person], *, reader: User) -> dict[int, Glimpse]:
    """By person, whatever their number; of those whom the reader may not know, that they see nothing."""
    found = {pk: Glimpse(level) for pk, level in levels(reader, people).items()}
    shown = [person for person in people if found[person.pk].level != Level.NONE]
    if not shown:
        return found
    home = identities_of(shown)
    # Two of them may be one person, recorded twice.
    of: dict[int, list[Glimpse]] = {}
    for person in shown:
        of.setdefault(home[person.pk], []).append(found[person.pk])
    today = clock.today()
    statuses = PersonStatus.objects.visible_to(reader).current(on=today).filter(person__in=home)
    warnings = SafetyWarning.objects.visible_to(reader).current(on=today).filter(person__in=home)
    workers = Involvement.objects.visible_to(reader).current(at=clock.now()).filter(person__in=home)
    named = workers.select_related("user__agency", "user__profession", "team", "agency")
    for status in statuses.order_by("started_on", "pk"):
        for each in of[home[status.person_id]]:
            each.statuses.append(status)
    for warning in warnings.order_by("starts_on", "pk"):
        for each in of[home[warning.person_id]]:
            each.warnings.append(warning)
    for worker in named.order_by("kind", "started_at", "pk"):
        for each in of[home[worker.person_id]]:
            each.workers.append(worker)
    return found
