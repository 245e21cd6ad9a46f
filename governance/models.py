"""Every model of oversight, by sub-domain."""

from governance.caseload.models import CaseloadWeight
from governance.reports.models import MonthlyFigure, MonthlyReport

__all__ = ["CaseloadWeight", "MonthlyFigure", "MonthlyReport"]
