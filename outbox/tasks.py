"""Celery only wakes the sweep; the rows are the truth."""

from typing import Any

from celery import shared_task

from outbox import services


@shared_task(name="outbox.sweep")
def sweep() -> int:
    """Do what is due now."""
    return services.sweep()


# Entries of the beat schedule, merged by trafford_cyps/celery.py.
BEAT: dict[str, dict[str, Any]] = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 60.0, "options": {"expires": 55}},
}
