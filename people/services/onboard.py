"""Rows of other systems taken into the index, some hundred at a time: a batch is written whole or not at all.

A machine links only as safety r allows; whoever may be somebody known is left for a person to look at, and the words
are the same whoever that is, restricted or not (safety o).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core import clock
from core.errors import WrongState
from core.history import acting
from localities.services import Located, locate
from people.enums import AddressKind, BirthCertainty, LineOutcome, Restriction
from people.matching.likeness import LIKELY, compare, may_link_itself
from people.matching.told import Told, known_of, told
from people.models import Address, ImportLine, ImportRun, Person, SourceRecord
from people.onboarding.rows import Refused, Row

BATCH = 500
HELD = "may be somebody who is known already: a person decides"


@transaction.atomic
def begin_import(*, kind: str, sha256: str, file_name: str, by: User) -> ImportRun:
    """The run of this very file: a new one, or the one that stopped."""
    with acting(by=by, reason=f"import {kind}"):
        run, _ = ImportRun.objects.get_or_create(
            kind=kind, sha256=sha256,
            defaults={"file_name": file_name[:200], "recorded_at": clock.now(), "recorded_by": by},
        )  # fmt: skip
    return run


@transaction.atomic
def take_batch(*, run: ImportRun, rows: Sequence[Row | Refused], by: User, last: bool = False) -> ImportRun:
    """Write one batch and how far the file was read, together."""
    kept = ImportRun.objects.select_for_update().get(pk=run.pk)
    if kept.is_finished or kept.lines_done != run.lines_done:
        raise WrongState("Somebody else is taking this file in.")
    with acting(by=by, reason=f"import {run.kind}"):
        if rows:
            _write(kept, rows, by=by)
        kept.lines_done += len(rows)
        kept.is_finished = last
        kept.version += 1
        kept.save(update_fields=["lines_done", "is_finished", "version"])
    return kept


def _write(run: ImportRun, rows: Sequence[Row | Refused], *, by: User) -> None:
    taken = [row for row in rows if isinstance(row, Row)]
    said = [
        (row.line, row.source_id, LineOutcome.REFUSED, row.reason) for row in rows if isinstance(row, Refused)
    ]
    seen = set(
        SourceRecord.objects.filter(
            kind=run.kind, source_id__in=[row.source_id for row in taken]
        ).values_list("source_id", flat=True)
    )
    known = _Known(taken, kind=run.kind, by=by)
    stamp = {"recorded_at": clock.now(), "recorded_by": by}
    new: list[tuple[Row, Person]] = []
    linked: list[tuple[Row, Person]] = []
    for row in taken:
        if row.source_id in seen:
            continue
        seen.add(row.source_id)
        described = _told(row)
        same = known.linked_by_itself(described)
        if same is not None:
            linked.append((row, same))
        elif known.has_likely(described, row):
            said.append((row.line, row.source_id, LineOutcome.HELD, HELD))
            continue
        else:
            person = Person(
                forename=row.forename, surname=row.surname, born_on=row.born_on, expected_on=row.expected_on,
                birth_certainty=BirthCertainty.EXACT if row.born_on else BirthCertainty.UNKNOWN, sex=row.sex,
                nhs_number=row.nhs_number, upn=row.upn, local_id=row.local_id, died_on=row.died_on, **stamp,
            )  # fmt: skip
            known.add(person, described)
            new.append((row, person))
        if row.left_out:
            said.append((row.line, row.source_id, LineOutcome.PARTLY, "left out: " + ", ".join(row.left_out)))
    Person.objects.bulk_create([person for _, person in new])
    Address.objects.bulk_create(_addresses(new, stamp))
    SourceRecord.objects.bulk_create(
        SourceRecord(person=person, kind=run.kind, source_id=row.source_id, **stamp)
        for row, person in (*new, *linked)
    )
    ImportLine.objects.bulk_create(
        ImportLine(run=run, line=line, source_id=source_id, outcome=outcome, reason=reason[:240], **stamp)
        for line, source_id, outcome, reason in sorted(said)
    )


def _told(row: Row) -> Told:
    return told(
        forename=row.forename, surname=row.surname, born_on=row.born_on, expected_on=row.expected_on, sex=row.sex,
        lines=row.lines, postcode=row.postcode, nhs_number=row.nhs_number,
    )  # fmt: skip


def _addresses(new: Iterable[tuple[Row, Person]], stamp: dict[str, object]) -> list[Address]:
    today, places = clock.today(), dict[str, Located]()
    found = []
    for row, person in new:
        if not (row.lines or row.postcode):
            continue
        if row.postcode and row.postcode not in places:
            places[row.postcode] = locate(row.postcode, on=today)
        place = places.get(row.postcode)
        found.append(
            Address(
                person=person, kind=AddressKind.HOME, lines=row.lines, postcode=row.postcode, starts_on=today,
                locality=place.locality if place else None, ward=place.ward if place else None, **stamp,
            )
        )  # fmt: skip
    return found


class _Known:
    """Everybody of the index who may be meant by a row of the batch: born on its days, or with its numbers."""

    def __init__(self, rows: Sequence[Row], *, kind: str, by: User) -> None:
        numbers = Q(pk__in=[])
        for name in ("nhs_number", "upn", "local_id"):
            wanted = {value for row in rows if (value := getattr(row, name))}
            numbers |= Q(**{f"{name}__in": wanted})
        born = {row.born_on for row in rows if row.born_on}
        expected = {row.expected_on for row in rows if row.expected_on}
        people = list(
            Person.objects.filter(numbers | Q(born_on__in=born) | Q(expected_on__in=expected)).filter(
                merged_into__isnull=True
            )
        )
        descriptions = known_of(people, reader=by)
        self._by_day: dict[date | None, list[tuple[Person, Told]]] = defaultdict(list)
        self._numbers: dict[tuple[str, str], tuple[Person, Told]] = {}
        # Whom the same system knows under another number is another person, says that system.
        listed = SourceRecord.objects.filter(kind=kind, person__in=people).values_list("person_id", flat=True)
        self._listed: set[int | None] = {None, *listed}
        for person in people:
            self.add(person, descriptions[person.pk])

    def add(self, person: Person, described: Told) -> None:
        self._by_day[person.born_on or person.expected_on].append((person, described))
        for name in ("nhs_number", "upn", "local_id"):
            if value := getattr(person, name):
                self._numbers[(name, value)] = (person, described)

    def linked_by_itself(self, described: Told) -> Person | None:
        found = self._numbers.get(("nhs_number", described.row.nhs))
        if found is None:
            return None
        person, other = found
        free = person.pk is not None and person.restriction == Restriction.NONE
        return person if free and may_link_itself(described, other) else None

    def has_likely(self, described: Told, row: Row) -> bool:
        if any((name, getattr(row, name)) in self._numbers for name in ("nhs_number", "upn", "local_id")):
            return True
        for person, other in self._by_day[row.born_on or row.expected_on]:
            like = compare(described, other)
            if like.words == "Very likely" or (like.probability >= LIKELY and person.pk not in self._listed):
                return True
        return False
