"""A worker killed half-way (signal 9) leaves neither a lost nor a doubled effect."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from accounts.models import User
from core import clock
from outbox import handlers, services
from outbox.models import Job, Notice
from tests.outbox.people import colleague

ROUNDS = 3
WORKER = """
import os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "trafford_cyps.settings.test"
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.SET_SERVING_ROLE = True
django.setup()
from accounts.models import User
from outbox import handlers, services
from outbox.models import Job

def strike(*, user_id):
    services.tell(to=User.objects.get(pk=user_id), kind="k", reference="r", path="/", key=sys.argv[3])
    if sys.argv[2] == "before-commit":
        print("inside", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

handlers.register("test.strike", strike)
services.run_next()
print("committed", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def ashworth(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """Rows that really commit, so another process sees them; put away afterwards by hand."""
    from core.history import SYSTEM_ACTOR, acting

    with django_db_blocker.unblock():
        user = colleague("killed", email_is_safe=False)
        yield user
        handlers._handlers.pop("test.strike", None)
        Job.objects.filter(kind="test.strike").delete()
        Notice.objects.filter(to=user).delete()
        with acting(by=SYSTEM_ACTOR, reason="put away"):
            User.objects.filter(pk=user.pk)._raw_delete("default")
        connection.close()


def kill_a_worker(when: str, key: str) -> str:
    command = [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"]), when, key]
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=settings.BASE_DIR,
        env=dict(os.environ),
    )
    assert run.returncode == -9, run.stderr
    return run.stdout.strip()


def test_a_worker_killed_inside_its_transaction_or_just_after_loses_and_doubles_nothing(
    ashworth: User,
) -> None:
    now, inside = clock.now(), 0
    for number in range(ROUNDS):
        key = f"round-{number}"
        job = Job.objects.create(
            kind="test.strike", key=key, payload={"user_id": ashworth.pk}, run_at=now, queued_at=now
        )
        inside += kill_a_worker("before-commit", key) == "inside"
        job.refresh_from_db()
        assert job.done_at is None and not Notice.objects.filter(key=key).exists()
        assert kill_a_worker("after-commit", key) == "committed"
        job.refresh_from_db()
        assert job.done_at is not None
    handlers.register("test.strike", lambda *, user_id: pytest.fail("done twice"))
    services.sweep()
    assert inside == ROUNDS
    assert Notice.objects.filter(to=ashworth).count() == ROUNDS
