"""Sent twice in the same moment, a concern is one."""

import threading

import pytest
from django.db import connection

from referrals.contacts.models import Contact
from tests.personas import Personas
from tests.referrals.conftest import Log


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_concern(log: Log, personas: Personas) -> None:
    for round_ in range(5):
        start, made = threading.Barrier(3), []

        def press(number: int = round_, start: threading.Barrier = start, made: list = made) -> None:  # type: ignore[type-arg]
            start.wait()
            try:
                made.append(log(key=f"round-{number}").pk)
            finally:
                connection.close()

        threads = [threading.Thread(target=press) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert len(made) == 3 and len(set(made)) == 1
    assert Contact.objects.count() == 5
