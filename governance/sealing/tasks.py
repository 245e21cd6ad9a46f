"""Celery only wakes; what has been sealed stands in rows."""

from typing import Any

from celery import shared_task
from celery.schedules import crontab

from governance.sealing import services


@shared_task(name="governance.seal_access_log")
def seal_access_log() -> int:
    """Seal the last hour of the access log."""
    seal = services.seal_access_log()
    return seal.rows if seal else 0


BEAT: dict[str, dict[str, Any]] = {
    "seal-access-log": {
        "task": "governance.seal_access_log",
        "schedule": crontab(minute="20"),
        "options": {"expires": 1800},
    },
}
