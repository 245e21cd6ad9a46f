"""Celery only wakes: which days have been looked through are rows."""

from typing import Any

from celery import shared_task
from celery.schedules import crontab

from governance.access_audit import services


@shared_task(name="governance.odd_access")
def odd_access() -> int:
    """Look through the access log of the days before."""
    return services.look_through_yesterday()


BEAT: dict[str, dict[str, Any]] = {
    "odd-access": {
        "task": "governance.odd_access",
        "schedule": crontab(minute="30", hour="5"),
        "options": {"expires": 3600},
    },
}
