"""Real PostgreSQL as in production: the owner makes the database, the tests run as the serving role."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from core.history import SYSTEM_ACTOR, acting


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Step down to the serving role once the owner has made the database."""
    from django.conf import settings

    settings.SET_SERVING_ROLE = True
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()
    yield
    settings.SET_SERVING_ROLE = False
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.close()


_flush = TransactionTestCase._fixture_teardown


def _flush_as_owner(self: TransactionTestCase) -> None:
    """Emptying tables between tests is the owner's act: the serving role may not truncate."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        _flush(self)
    finally:
        connection.close()


TransactionTestCase._fixture_teardown = _flush_as_owner  # type: ignore[method-assign]


@pytest.fixture
def as_system() -> Iterator[None]:
    """Arrange rows in the system's name."""
    with acting(by=SYSTEM_ACTOR, reason="arranged by a test"):
        yield
