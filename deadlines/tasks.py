"""The minute's tick; the sweep decides what it means."""

from typing import Any

from celery import shared_task

from deadlines import services


@shared_task(name="deadlines.sweep")
def sweep() -> None:
    """Tell owners of clocks near or past their limit."""
    services.sweep_deadlines()


# Entries of the beat schedule, merged by trafford_cyps/celery.py.
BEAT: dict[str, dict[str, Any]] = {
    "deadlines-sweep": {"task": "deadlines.sweep", "schedule": 60.0, "options": {"expires": 55}},
}
