"""Reports hold totals, never a name: read by whoever answers for the service or plans it."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.access import has_role, held
from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class ReportQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.AUDIT
    permission = Permission.REPORT_READ

    def named_for(self, user: Any, now: datetime) -> Q | None:
        """Whoever may read totals alone reads them too; small numbers are suppressed in print."""
        return Q(pk__isnull=False) if Permission.AGGREGATE_READ in held(user).permissions else None


class PrintQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """The paper with every number is for whoever answers for the service; the other one for all who read totals."""

    data_class = DataClass.AUDIT

    def named_for(self, user: Any, now: datetime) -> Q | None:
        mine = held(user).permissions
        if Permission.REPORT_READ in mine and not has_role(user, "R12"):
            return Q(pk__isnull=False)
        totals = Permission.AGGREGATE_READ in mine or Permission.REPORT_READ in mine
        return Q(is_suppressed=True) if totals else None
