"""Every model of oversight, by sub-domain."""

from governance.access_audit.models import FamilyPrint, OddAccess
from governance.caseload.models import CaseloadWeight
from governance.reports.models import MonthlyFigure, MonthlyReport

__all__ = ["CaseloadWeight", "FamilyPrint", "MonthlyFigure", "MonthlyReport", "OddAccess"]
