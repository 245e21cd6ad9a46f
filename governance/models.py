"""Every model of oversight, by sub-domain."""

from governance.access_audit.models import FamilyPrint, OddAccess
from governance.caseload.models import CaseloadWeight
from governance.reports.models import MonthlyFigure, MonthlyPrint, MonthlyReport
from governance.sealing.models import AccessSeal

__all__ = [
    "AccessSeal",
    "CaseloadWeight",
    "FamilyPrint",
    "MonthlyFigure",
    "MonthlyPrint",
    "MonthlyReport",
    "OddAccess",
]
