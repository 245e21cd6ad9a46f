"""Background work of oversight, gathered where the worker and its tick look for it."""

from governance.reports.tasks import BEAT, monthly_report

__all__ = ["BEAT", "monthly_report"]
