"""A file of people holds what its maker may open, no confidential address, and is written down for each."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from people.enums import InvolvementKind
from people.models import AccessLog, Person
from people.services import add_safe_address, create_person, involve, move_to, name_on_list, restrict
from people.visibility import record_visible
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def _child(personas: Personas, name: str) -> Person:
    person = create_person(by=personas.system, forename=name, surname="Demoexport")
    move_to(person=person, by=personas.system, lines=f"3 {name} Street", postcode="M33 3AA")
    involve(person=person, kind=InvolvementKind.ALLOCATED, user=personas.team_manager, by=personas.system)
    return person


def _export(path: Path, username: str) -> list[dict[str, str]]:
    call_command(
        "people_export", username=username, purpose="Audit of addresses", out=path, stdout=StringIO()
    )
    with path.open() as handle:
        return list(csv.DictReader(handle))


def test_the_file_holds_the_records_open_to_its_maker_and_each_is_logged(
    tmp_path: Path, personas: Personas
) -> None:
    seen, hidden = _child(personas, "Ann"), _child(personas, "Bea")
    add_safe_address(
        person=hidden, by=personas.system, lines="Secret House", postcode="M41 9ZZ", reason="refuge"
    )
    create_person(by=personas.system, forename="Other", surname="Demoelsewhere")
    maker = personas.team_manager
    rows = _export(tmp_path / "out.csv", maker.username)
    assert {row["public_id"] for row in rows} == {str(each.public_id) for each in record_visible(maker)}
    addresses = {row["public_id"]: row["address"] for row in rows}
    assert addresses.get(str(seen.public_id)) == "3 Ann Street"
    assert addresses.get(str(hidden.public_id)) == ""
    assert "Secret" not in (tmp_path / "out.csv").read_text()
    assert AccessLog.objects.filter(by=maker, purpose__startswith="Export").count() == len(rows)


def test_who_may_not_read_reports_makes_no_file(tmp_path: Path, personas: Personas) -> None:
    with pytest.raises(CommandError):
        _export(tmp_path / "out.csv", personas.referrer.username)
    assert not (tmp_path / "out.csv").exists()


def test_the_system_itself_makes_no_file_of_everybody(tmp_path: Path, personas: Personas) -> None:
    with pytest.raises(CommandError):
        _export(tmp_path / "out.csv", personas.system.username)
    assert not (tmp_path / "out.csv").exists()


def test_a_restricted_record_is_in_the_file_of_its_named_list_alone(
    tmp_path: Path, personas: Personas
) -> None:
    hidden = _child(personas, "Cora")
    restrict(person=hidden, by=personas.system, restriction="RESTRICTED", reason="staff family")
    maker = personas.team_manager
    assert str(hidden.public_id) not in {
        row["public_id"] for row in _export(tmp_path / "a.csv", maker.username)
    }
    name_on_list(by=personas.system, user=maker, person=hidden, reason="Allocated manager")
    assert str(hidden.public_id) in {row["public_id"] for row in _export(tmp_path / "b.csv", maker.username)}


def test_where_the_log_cannot_be_written_no_file_is_made(
    tmp_path: Path, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    _child(personas, "Dora")

    def breaks(*args: object, **more: object) -> None:
        raise DatabaseError("the log is full")

    monkeypatch.setattr(AccessLog.objects, "bulk_create", breaks)
    with pytest.raises(DatabaseError):
        _export(tmp_path / "out.csv", personas.team_manager.username)
    assert not (tmp_path / "out.csv").exists()
