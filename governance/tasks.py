"""Background work of oversight, gathered where the worker and its tick look for it."""

from governance.access_audit.tasks import BEAT as ACCESS_BEAT
from governance.access_audit.tasks import odd_access
from governance.reports.tasks import BEAT as REPORTS_BEAT
from governance.reports.tasks import monthly_report
from governance.sealing.tasks import BEAT as SEALING_BEAT
from governance.sealing.tasks import seal_access_log

BEAT = ACCESS_BEAT | REPORTS_BEAT | SEALING_BEAT

__all__ = ["BEAT", "monthly_report", "odd_access", "seal_access_log"]
