"""Queued work is done once, failures are retried a bounded number of times, and nothing is lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from core import clock
from outbox import handlers, services
from outbox.models import Job

pytestmark = pytest.mark.django_db
done: list[int] = []


def note(*, number: int) -> None:
    done.append(number)


def fail(*, number: int) -> None:
    Job.objects.create(kind="test.note", key=f"half-{number}", run_at=clock.now(), queued_at=clock.now())
    raise RuntimeError("cannot")


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    done.clear()
    handlers.register("test.note", note)
    handlers.register("test.fail", fail)
    yield
    del handlers._handlers["test.note"], handlers._handlers["test.fail"]


def test_a_job_queued_twice_under_one_key_is_done_once() -> None:
    services.enqueue(kind="test.note", payload={"number": 1}, key="a")
    services.enqueue(kind="test.note", payload={"number": 1}, key="a")
    assert services.sweep() == 1
    assert services.sweep() == 0
    assert done == [1]


def test_work_wanted_by_a_step_that_fails_is_never_queued() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        services.enqueue(kind="test.note", payload={"number": 1}, key="a")
        raise RuntimeError
    assert services.sweep() == 0


def test_work_for_later_waits_and_survives_any_pause() -> None:
    with time_machine.travel("2026-10-24T12:00:00+00:00", tick=False) as traveller:
        services.enqueue(
            kind="test.note", payload={"number": 1}, key="a", run_at=clock.now() + timedelta(hours=20)
        )
        assert services.sweep() == 0
        traveller.shift(timedelta(days=9))
        assert (services.sweep(), services.sweep()) == (1, 0)
        traveller.shift(timedelta(hours=-1))
        assert services.sweep() == 0
    assert done == [1]


def test_a_failed_effect_is_undone_retried_with_growing_waits_and_given_up_visibly() -> None:
    with time_machine.travel("2026-05-01T12:00:00+00:00", tick=False) as traveller:
        job = services.enqueue(kind="test.fail", payload={"number": 1}, key="a")
        waits = []
        for _ in range(services.MAX_ATTEMPTS):
            assert services.sweep() == 1
            job.refresh_from_db()
            waits.append(job.run_at - clock.now())
            traveller.shift(waits[-1])
        assert services.sweep() == 0
    assert not Job.objects.filter(kind="test.note").exists()
    assert waits == sorted(waits) and waits[0] < waits[-1] <= services.LONGEST_WAIT
    assert job.given_up_at and job.last_error_id and not job.done_at
    assert list(Job.objects.given_up()) == [job]


def test_one_bad_job_does_not_hold_up_the_others() -> None:
    services.enqueue(kind="test.unknown", payload={}, key="a")
    services.enqueue(kind="test.note", payload={"number": 2}, key="b")
    services.sweep()
    assert done == [2]


def test_jobs_wake_a_worker_once_and_a_deaf_one_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    from outbox import tasks

    woken = []

    def deaf(**options: object) -> None:
        woken.append(options)
        raise OSError("no broker")

    monkeypatch.setattr(tasks.sweep, "apply_async", deaf)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.enqueue(kind="test.note", payload={"number": 1}, key="a")
        services.enqueue(kind="test.note", payload={"number": 2}, key="b")
    assert len(woken) == 1
    assert services.sweep() == 2
