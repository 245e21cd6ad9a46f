"""The person header: identity and lead-professional card, in a constant number of queries."""

from dataclasses import dataclass

from accounts.models import User
from people.enums import InvolvementKind
from people.models import Address, Episode, Involvement, Person, PersonStatus, SafetyWarning, Sighting
from people.selectors import read


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the top of every page of a record."""

    person: Person
    lead: Involvement | None
    workers: tuple[Involvement, ...]
    statuses: tuple[PersonStatus, ...]
    last_seen: Sighting | None
    episode: Episode | None
    address: Address | None
    warnings: tuple[SafetyWarning, ...]


def header_for(person: Person, *, reader: User) -> Header:
    """Seven reads, whatever the size of the record."""
    workers = tuple(read.workers_with(person, reader=reader))
    return Header(
        person=person,
        lead=next((row for row in workers if row.kind == InvolvementKind.LEAD), None),
        workers=workers,
        statuses=tuple(read.open_statuses(person, reader=reader)),
        last_seen=read.last_seen(person, reader=reader),
        episode=read.open_episode_of(person, reader=reader),
        address=read.current_address(person, reader=reader),
        warnings=tuple(read.warnings_for(person, reader=reader)),
    )
