"""The borough's rows written by COPY in one transaction, with history and actor as everywhere, and the search index.

A listed exception to "only services write": a quarter of a million people by services would take a night.
"""

import csv
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from accounts.models import User
from accounts.selectors import system_user
from core import clock
from core.bulk import copy_rows, reserve_keys
from core.history import SYSTEM_ACTOR, acting, first_versions_at_once
from demo.borough.draw import Drawn
from localities.models import Ward, WardMembership
from people.models import (
    Address,
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
    PersonName,
    Relationship,
    SearchEntry,
)
from people.search.index import write_lines_at_once

Say = Callable[[str], None]
Keep = Callable[[type[models.Model], list[int]], None]
_MODELS: tuple[type[models.Model], ...] = (
    Person, Address, ContactPoint, PersonName, Household, HouseholdMember, Relationship,
)  # fmt: skip


class AlreadyHere(Exception):
    """This borough was loaded before: the same seed draws the same people."""


def load(*, people: int, seed: int, say: Say, truth: Path | None = None) -> int:
    """Draw and write a borough; answers how many records of people stand in it."""
    drawn = Drawn(people=people, seed=seed)
    began = time.monotonic()
    with (
        transaction.atomic(),
        acting(by=SYSTEM_ACTOR, reason="synthetic borough"),
        first_versions_at_once(*_MODELS) as keep,
        write_lines_at_once() as index,
    ):
        writer = _Writer(system_user(), keep)
        for rows in drawn.batches():
            writer.write(rows)
            say(f"  {drawn.made:>9,} of {people:,} people ({time.monotonic() - began:.0f} s)")
        say("  writing the search index")
        index(writer.keys["Person"][1:])
    with connection.cursor() as cursor:
        tables: tuple[type[models.Model], ...] = (*_MODELS, SearchEntry)
        for model in tables:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
    if truth is not None:
        _write_truth(drawn, truth)
    say(f"  {drawn.made:,} people in {drawn.homes:,} families ({time.monotonic() - began:.0f} s)")
    return drawn.made


def _write_truth(drawn: Drawn, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as handle:
        lines = csv.writer(handle)
        lines.writerow(["public_id", "person", "faults"])
        lines.writerows((row.record, row.person, "; ".join(row.faults)) for row in drawn.truth)


class _Writer:
    """Turns places into keys and rows into COPY; keys are drawn from each table's own sequence."""

    def __init__(self, by: User, keep: Keep) -> None:
        self.keep = keep
        self.common = {"recorded_at": clock.now(), "recorded_by_id": by.pk, "version": 1}
        # The key of the n-th person and household.
        self.keys: dict[str, list[int]] = {"Person": [0], "Household": [0]}
        # A number that somebody here bears already stays theirs; the borough's person has none.
        self.taken = {
            name: set(Person.objects.exclude(**{name: ""}).values_list(name, flat=True))
            for name in ("nhs_number", "upn")
        }
        homes = WardMembership.objects.filter(ends_on__isnull=True, starts_on__lte=clock.today())
        locality = dict(homes.values_list("ward_id", "locality_id"))
        self.wards = {
            name: {"ward_id": pk, "locality_id": locality.get(pk)}
            for pk, name in Ward.objects.filter(ward_set=2023).values_list("pk", "name")
        }

    def write(self, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        if Person.objects.filter(public_id=rows["Person"][0]["public_id"]).exists():
            raise AlreadyHere("This borough is here already: take another seed.")
        for model in _MODELS:
            given = rows.get(model.__name__, [])
            if given:
                keys = reserve_keys(model, len(given))
                if model.__name__ in self.keys:
                    self.keys[model.__name__] += keys
                made = (self._row(model, row, key) for row, key in zip(given, keys, strict=True))
                copy_rows(model, made)
                self.keep(model, keys)

    def _row(self, model: type[models.Model], row: dict[str, Any], key: int) -> dict[str, Any]:
        made = {**self.common, "id": key, **row}
        made.pop("place", None)
        if "public_id" not in made:
            made["public_id"] = uuid.uuid4()
        for name, of in (("person", "Person"), ("other", "Person"), ("household", "Household")):
            if name in made:
                made[f"{name}_id"] = self.keys[of][made.pop(name)]
        if model is Person:
            made["birth_certainty"] = "EXACT"
            made |= {name: "" for name, taken in self.taken.items() if made[name] in taken}
        elif model is Address:
            made |= self.wards.get(made.pop("ward"), {})
        elif model is ContactPoint:
            made |= {"kind": "PHONE", "safe_to_call": True}
        return made
