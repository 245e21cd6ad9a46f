"""The access world, built once for the module's tests in one transaction that is rolled back at their end."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from tests.access.ask import Asker
from tests.access.figures import FIGURES
from tests.access.world import build
from tests.personas import Personas


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Asker]:
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            users = {user.username: user for user in User.objects.all()}
            personas = Personas(**{item.name: users[item.name] for item in fields(Personas)})
            yield Asker(build(personas))
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if line := FIGURES.line():
        terminalreporter.write_line(f"access: {line}")
