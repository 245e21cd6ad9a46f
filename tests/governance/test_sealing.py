"""The access log is sealed in a chain; whatever is changed behind its back is found, and where (ADR 14)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from core import clock
from governance.sealing import services
from governance.sealing.models import AccessSeal
from people import services as people
from people.enums import AccessAct
from people.models import AccessLog, Person
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Six readings under two seals, after two that found nothing; six more wait."""
    person = people.create_person(by=personas.system, forename="Ada", surname="Demochild")
    for hour in range(4):
        monkeypatch.setattr(services.clock, "now", lambda hour=hour: _NOW + timedelta(hours=hour))
        services.seal_access_log()
        for purpose in ("Read", "Read again", "And again"):
            people.log_access(by=personas.duty, person=person, act=AccessAct.OPEN, purpose=purpose)
    assert [row.rows for row in AccessSeal.objects.order_by("number")] == [0, 0, 3, 3]
    return person


_NOW = clock.now()


@contextmanager
def as_owner() -> Iterator[Any]:
    """Whoever owns the tables, with the guard taken off."""
    table, role = AccessLog._meta.db_table, connection.ops.quote_name(settings.SERVING_ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; RESET ROLE; ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER; SET ROLE {role}")


def test_what_nobody_touched_fits(sealed: Person, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_access_log")
    said = capsys.readouterr().out
    assert "4 seals fit" in said and "6 rows wait" in said
    last = AccessSeal.objects.get(number=4)
    call_command("verify_access_log", expect=last.digest)
    with pytest.raises(CommandError, match="not the one expected"):
        call_command("verify_access_log", expect="0" * 64)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE people_accesslog SET purpose = 'Duty' WHERE id = %s", "a row was changed"),
        ("UPDATE people_accesslog SET at = at - interval '1 second' WHERE id = %s", "a row was changed"),
        ("DELETE FROM people_accesslog WHERE id = %s", "added or taken away"),
    ],
)
def test_a_row_changed_by_the_owner_is_found(
    sealed: Person, change: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first = AccessLog.objects.order_by("pk").values_list("pk", flat=True).first()
    with as_owner() as cursor:
        cursor.execute(change, [first])
    with pytest.raises(CommandError, match="1 of 4 seals"):
        call_command("verify_access_log")
    said = capsys.readouterr().err
    assert "Seal 3" in said and why in said


def test_a_seal_taken_away_is_found(sealed: Person, capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; RESET ROLE; ALTER TABLE governance_accessseal DISABLE TRIGGER USER"
        )
        cursor.execute("DELETE FROM governance_accessseal WHERE number = 3")
        cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.SERVING_ROLE)}")
    with pytest.raises(CommandError):
        call_command("verify_access_log")
    assert "missing or another" in capsys.readouterr().err


def test_nothing_is_sealed_while_a_row_with_a_lower_number_may_still_come(
    sealed: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_settled", lambda since, now: False)
    assert services.seal_access_log() is None
    monkeypatch.setattr(services, "_settled", lambda since, now: True)
    assert [seal.rows for seal in (services.seal_access_log(), services.seal_access_log()) if seal] == [3, 3]
    assert services.seal_access_log() is None
