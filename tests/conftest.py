"""Real PostgreSQL as in production: the owner makes the database, the tests run as the serving role.

The reference data of the migrations and the standing people (tests/personas.py) are made once a database; a test that
commits (live server, races) empties afterwards whatever was empty before, and takes back rows added to the rest.
"""

from collections.abc import Iterator

import hypothesis
import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from core.history import SYSTEM_ACTOR, acting

pytest_plugins = ["tests.personas"]

# What is tested is the answer: a busy machine is no fault of it.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

_baseline: dict[str, int] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that was too slow once is asked once more, and the report counts it; whatever else fails has failed."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"]))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Clone the migrated template instead of migrating each test database."""
    from tests.template_database import ensure_template

    connection.settings_dict["TEST"]["TEMPLATE"] = ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the standing people, note what stands, and step down to the serving role."""
    from django.conf import settings

    from accounts.models import User
    from tests.personas import make_personas

    # The plug-in makes a database only for tests that are marked to use one: never touch another.
    assert str(connection.settings_dict["NAME"]).startswith("test_"), "mark these tests with django_db"
    with django_db_blocker.unblock():
        if not User.objects.filter(username="referrer").exists():
            make_personas()
        _note_baseline()
        settings.SET_SERVING_ROLE = True
        connection.close()
    yield
    settings.SET_SERVING_ROLE = False
    with django_db_blocker.unblock():
        connection.close()


def _note_baseline() -> None:
    """The highest id of every table that holds rows before any test."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            if cursor.fetchone()[0]:
                columns = {
                    column.name for column in connection.introspection.get_table_description(cursor, table)
                }
                key = "id" if "id" in columns else "pgh_id" if "pgh_id" in columns else ""
                top = 0
                if key:
                    cursor.execute(f'SELECT max("{key}") FROM "{table}"')
                    found = cursor.fetchone()[0]
                    top = found if isinstance(found, int) else 0
                _baseline[table] = top


def _empty_as_owner(self: TransactionTestCase) -> None:
    """Emptying tables between tests is the owner's act: the serving role may not truncate."""
    connection.close()
    from django.conf import settings

    settings.SET_SERVING_ROLE = False
    try:
        with acting(by=SYSTEM_ACTOR, reason="emptied after a test"), connection.cursor() as cursor:
            if filled := _filled(cursor):
                # What points at them is empty or among them, but must be named: hence the cascade.
                cursor.execute("TRUNCATE {} CASCADE".format(", ".join(f'"{name}"' for name in filled)))
            waiting = {name: top for name, top in _baseline.items() if top and not name.endswith("event")}
            for _ in range(6):
                waiting = {name: top for name, top in waiting.items() if not _take_back(name, top)}
    finally:
        connection.close()
        settings.SET_SERVING_ROLE = True


def _filled(cursor: CursorWrapper) -> list[str]:
    """Tables that a test wrote to: emptying all two hundred takes a second, looking takes none."""
    tables = [name for name in connection.introspection.table_names(cursor) if name not in _baseline]
    cursor.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in tables))
    return [row[0] for row in cursor.fetchall()]


def _take_back(table: str, top: int) -> bool:
    """Delete rows added after the baseline; False when another table still points at them."""
    from django.db import IntegrityError, transaction

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{table}" WHERE id > %s', [top])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        return False
    return True


TransactionTestCase._fixture_teardown = _empty_as_owner  # type: ignore[method-assign]


@pytest.fixture
def as_system() -> Iterator[None]:
    """Arrange rows in the system's name."""
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        yield
