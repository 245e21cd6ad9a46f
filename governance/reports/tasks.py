"""Celery only wakes; what is to be reported and what has been are rows."""

from typing import Any

from celery import shared_task
from celery.schedules import crontab

from governance.reports import services


@shared_task(name="governance.monthly_report")
def monthly_report() -> str:
    """Ask for last month's report, if nobody has."""
    return services.request_last_month()


BEAT: dict[str, dict[str, Any]] = {
    "monthly-report": {
        "task": "governance.monthly_report",
        "schedule": crontab(minute="15", hour="5", day_of_month="1-5"),
        "options": {"expires": 3600},
    },
}
