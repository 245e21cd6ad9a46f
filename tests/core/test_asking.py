"""A question that is kept answers exactly as its querysets would, for the values of each use."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, Count, Q
from django.test.utils import CaptureQueriesContext

from accounts.access import forget, known_as
from accounts.enums import AbsenceKind
from accounts.models import Absence, Agency, OnCall, RoleAssignment, Team, User
from core import asking, clock
from core.asking import OneOf, Place, asked, moment
from people.models import Person
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def _told(row: Any) -> Any:
    """Every value of a row and of the rows fetched with it."""
    if isinstance(row, tuple):
        return row
    values = {name: value for name, value in vars(row).items() if name != "_state"}
    return type(row), values, {name: _told(other) for name, other in row._state.fields_cache.items() if other}


def _querysets() -> list[Any]:
    return [
        User.objects.select_related("agency", "profession", "line_manager__agency").order_by("pk"),
        RoleAssignment.objects.select_related("user", "team")
        .only("role", "team__name", "user__username")
        .order_by("-pk"),
        OnCall.objects.filter(starts_at__lte=moment()).order_by("pk"),
        Team.objects.order_by("name", "pk").values_list("name", "public_id", "agency__name"),
        Agency.objects.annotate(of_it=Count("teams")).order_by("pk"),
        Agency.objects.values("kind").annotate(n=Count("pk")).order_by("kind").values_list("kind", "n"),
        Absence.objects.order_by("pk"),
        Person.objects.filter(pk__in=[]),
    ]


def test_rows_are_the_same_to_the_last_value(personas: Personas, as_system: None) -> None:
    User.objects.filter(pk=personas.duty.pk).update(full_time_equivalent="0.80")
    Absence.objects.create(
        user=personas.duty, kind=AbsenceKind.SICKNESS, starts_on=clock.today(), ends_on=None
    )
    with CaptureQueriesContext(connection) as seen:
        answers = asked(("same to the last value",), _querysets)
    assert len(seen) == 1
    assert [[_told(row) for row in rows] for rows in answers] == [
        [_told(row) for row in rows] for rows in _querysets()
    ]
    assert not answers[-1] and all(answers[:-1])


def test_each_use_has_its_own_values(personas: Personas) -> None:
    one = Place("one", BigIntegerField())

    def build() -> list[Any]:
        users = User.objects.order_by("pk").values_list("pk")
        return [users.filter(OneOf("pk", "several")), users.filter(Q(pk=one) | Q(line_manager=one))]

    for user, several in ((personas.duty, []), (personas.police, [personas.gp.pk, personas.chair.pk])):
        found, alone = asked(("own values",), build, several=several, one=user.pk)
        assert [pk for (pk,) in found] == sorted(several)
        assert (user.pk,) in alone


def test_the_moment_may_not_be_kept(personas: Personas) -> None:
    with pytest.raises(TypeError, match="moment"):
        asked(("kept moment",), lambda: [OnCall.objects.at(clock.now())])
    asked(("asked moment",), lambda: [OnCall.objects.at(moment())])


def test_what_the_database_said_may_not_be_kept(personas: Personas) -> None:
    with pytest.raises(TypeError, match="without asking"):
        asked(("kept answer",), lambda: [Team.objects.filter(agency__in=list(Agency.objects.all()))])


def test_a_text_is_made_once_a_day_and_reader(
    personas: Personas, as_system: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def ask(user: User) -> None:
        def build() -> list[Any]:
            made.append(user.pk)
            return [Person.objects.visible_to(user)]

        asked(("once a day", known_as(user)), build)

    for user in (personas.duty, personas.duty, personas.police):
        ask(user)
    assert made == [personas.duty.pk, personas.police.pk]
    RoleAssignment.objects.filter(user=personas.duty).update(ends_on=clock.today() - timedelta(days=1))
    forget(personas.duty)
    ask(personas.duty)
    assert made[2:] == [personas.duty.pk]
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    ask(personas.police)
    assert made[3:] == [personas.police.pk]


def test_what_is_kept_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_KEPT", 3)
    for number in range(9):
        asked(("end", number), lambda: [Team.objects.all()])
    assert len(asking._kept) == 3


def test_the_least_recently_used_text_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_KEPT", 3)
    for number in (1, 2, 3, 1, 4):
        asked(("use", number), lambda: [Team.objects.all()])
    assert [key for _, key in asking._kept] == [("use", 3), ("use", 1), ("use", 4)]


def _prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement FROM pg_prepared_statements"
            " WHERE statement LIKE 'SELECT (SELECT json_agg%' AND generic_plans > 0"
        )
        return [text for (text,) in cursor.fetchall()]


@pytest.mark.skipif(not settings.DATABASE_PREPARED, reason="nothing is prepared with DATABASE_PREPARED=0")
def test_readers_who_hold_the_same_share_a_prepared_statement(personas: Personas) -> None:
    def names(user: User) -> list[Any]:
        named = User.objects.filter(pk=user.pk, is_active=True).exclude(username__contains="50%")
        return asked(("shared", known_as(user)), lambda: [named.values_list("username", "pk")])[0]

    readers = (personas.duty, personas.police, personas.duty)
    for user in readers:
        known_as(user)
    before = set(_prepared())
    seen: list[str] = []

    def watched(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watched), CaptureQueriesContext(connection) as captured:
        for user in readers:
            assert names(user) == [(user.username, user.pk)]
    assert len(captured) == len(seen) == 3 and all("accounts_user" in sql for sql in seen)
    [text] = set(_prepared()) - before
    assert "50" in text and "$1" in text and "$2" not in text


def test_values_that_are_not_there_are_typed(personas: Personas) -> None:
    one = Place("one", BigIntegerField())

    def build() -> list[Any]:
        users = User.objects.order_by("pk").values_list("pk")
        return [users.filter(OneOf("pk", "several")), users.filter(Q(line_manager=one))]

    for several, value in (([], None), ([2**40], 2**40), ([personas.duty.pk, None], 1)):
        found, _ = asked(("typed values",), build, several=several, one=value)
        assert [pk for (pk,) in found] == [each for each in several if each == personas.duty.pk]


def test_without_prepared_statements_the_text_is_asked(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _prepared()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    [found] = asked(("as text",), lambda: [Agency.objects.order_by("pk").values_list("pk")])
    assert len(found) == Agency.objects.count() and _prepared() == before
