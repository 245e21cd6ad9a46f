"""A later extract of the same system: what changed is written, what contradicts the record is left to a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from people.clusters import survivor_of
from people.enums import HeldWhy, Restriction
from people.models import ImportRun, Person, SourceRecord, SourceSaying
from people.onboarding.rows import Row
from people.onboarding.weighing import weigh, without_places
from people.services.onboard_facts import Agencies, has_safe_address, record_says, write_facts
from people.services.onboard_held import Held, agreed_by_itself


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of the row of somebody known by their number."""

    row: Row
    left: Sequence[str] = ()
    held: bool = False
    is_hidden: bool = False


def update_known(
    *,
    run: ImportRun,
    rows: Sequence[tuple[Row, SourceRecord]],
    agencies: Agencies,
    by: User,
    stamp: dict[str, Any],
) -> Iterator[Updated]:
    """Row by row; whoever says the same as before costs nothing more."""
    latest = {
        saying.record_id: saying
        for saying in SourceSaying.objects.filter(record__in=[record.pk for _, record in rows])
        .order_by("record", "-pk")
        .distinct("record")
    }
    waiting = Held(run, [row for row, _ in rows], by=by)
    for row, record in rows:
        last = latest.get(record.pk)
        before: dict[str, str] = last.said if last else {}
        held = waiting.get(row.source_id)
        is_old = last is not None and run.extract_on < last.said_on
        if is_old or (held is None and last is not None and row.said() == before):
            # What was left out of this row the first time is not told again.
            run.unchanged += 1
            continue
        updated, said = _update(run, row, record.person, before, agencies, by, waiting)
        if said != before:
            SourceSaying.objects.create(record=record, said=said, said_on=run.extract_on, **stamp)
        yield updated
    waiting.write()


def _update(
    run: ImportRun,
    row: Row,
    known: Person,
    before: dict[str, str],
    agencies: Agencies,
    by: User,
    waiting: Held,
) -> tuple[Updated, dict[str, str]]:
    person = survivor_of(known)
    now = row.said()
    if has_safe_address(person):
        # Said or not said must look alike: nothing of it is written, nothing of it is told (safety l).
        now, before = without_places(now), without_places(before)
    weighed = weigh(now=now, before=before, record=record_says(person, now=now))
    is_hidden = person.restriction != Restriction.NONE
    to_decide = (*weighed.write, *weighed.decide) if is_hidden else weighed.decide
    to_write = () if is_hidden else weighed.write
    left = write_facts(
        person=person, facts=to_write, now=now, before=before, run=run, agencies=agencies, by=by
    )
    if to_write:
        run.changed += 1
    else:
        run.unchanged += 1
    if to_decide:
        waiting.hold(
            row,
            why=HeldWhy.CHANGED,
            said=now,
            facts=to_decide,
            person=known,
            blind=person if is_hidden else None,
        )
    elif (held := waiting.get(row.source_id)) is not None:
        agreed_by_itself(held, by=by)
    said = before if is_hidden and to_decide else weighed.said
    return Updated(row, left, held=bool(to_decide), is_hidden=is_hidden), said
