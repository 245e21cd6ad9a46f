"""Every model of oversight, by sub-domain."""

from governance.access_audit.models import FamilyPrint, OddAccess
from governance.caseload.models import CaseloadWeight
from governance.measures.models import ChildPopulation
from governance.reports.models import MonthlyFigure, MonthlyPrint, MonthlyReport

__all__ = [
    "CaseloadWeight",
    "ChildPopulation",
    "FamilyPrint",
    "MonthlyFigure",
    "MonthlyPrint",
    "MonthlyReport",
    "OddAccess",
]
