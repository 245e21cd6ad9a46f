"""Somebody new by the hundred: each table, its history and the search lines in one statement each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from core import clock
from core.bulk import copy_instances
from core.history import first_versions_at_once
from localities.services import Located, locate
from people.enums import AddressKind, InvolvementKind
from people.models import Address, ContactPoint, ImportRun, Involvement, Person
from people.onboarding.rows import Row
from people.search.index import write_lines_at_once
from people.services.onboard_facts import NO_AGENCY, Agencies

TABLES = (Person, Address, ContactPoint, Involvement)


def write_new(
    *, run: ImportRun, new: Sequence[tuple[Row, Person]], agencies: Agencies, stamp: dict[str, Any]
) -> dict[str, list[str]]:
    """People with their home, telephone and whose list they stand on; answers what of which row was left out."""
    left: dict[str, list[str]] = {}
    if not new:
        return left
    people = [person for _, person in new]
    with first_versions_at_once(*TABLES) as keep, write_lines_at_once() as index:
        keep(Person, copy_instances(Person, people))
        rows: tuple[tuple[Any, list[Any]], ...] = (
            (Address, _addresses(run, new, stamp)),
            (ContactPoint, _telephones(run, new, stamp)),
            (Involvement, _involved(run, new, agencies, stamp, left)),
        )
        for model, made in rows:
            if made:
                keep(model, copy_instances(model, made))
        index([person.pk for person in people])
    return left


def _addresses(run: ImportRun, new: Sequence[tuple[Row, Person]], stamp: dict[str, Any]) -> list[Address]:
    places = _places({row.postcode for row, _ in new if row.postcode}, on=run.extract_on)
    found = []
    for row, person in new:
        if row.lines or row.postcode:
            place = places.get(row.postcode)
            found.append(
                Address(
                    person=person, kind=AddressKind.HOME, lines=row.lines, postcode=row.postcode,
                    starts_on=run.extract_on, locality=place.locality if place else None,
                    ward=place.ward if place else None, **stamp,
                )
            )  # fmt: skip
    return found


def _telephones(
    run: ImportRun, new: Sequence[tuple[Row, Person]], stamp: dict[str, Any]
) -> list[ContactPoint]:
    """Not safe to use until somebody says so."""
    note = str(run.get_kind_display())
    return [
        ContactPoint(person=person, kind="PHONE", value=row.phone, note=note, **stamp)
        for row, person in new
        if row.phone
    ]


def _involved(
    run: ImportRun,
    new: Sequence[tuple[Row, Person]],
    agencies: Agencies,
    stamp: dict[str, Any],
    left: dict[str, list[str]],
) -> list[Involvement]:
    """Whose list each stands on."""
    found = []
    for row, person in new:
        agency = agencies.find(row.agency)
        if agency is not None:
            found.append(
                Involvement(
                    person=person, kind=InvolvementKind.UNIVERSAL, agency=agency, what=str(run.get_kind_display()),
                    source=run.kind, is_sensitive=agency.sensitive, started_at=clock.now(), **stamp,
                )
            )  # fmt: skip
        elif row.agency:
            left[row.source_id] = [NO_AGENCY]
    return found


def _places(postcodes: set[str], *, on: date) -> dict[str, Located]:
    return {postcode: locate(postcode, on=on) for postcode in postcodes}
