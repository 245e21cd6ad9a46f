"""Reports hold totals, never a name: read by whoever answers for the service or plans it."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.access import held
from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class ReportQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.AUDIT
    permission = Permission.REPORT_READ

    def named_for(self, user: Any, now: datetime) -> Q | None:
        """Whoever may read totals alone reads them too; small numbers are suppressed in print."""
        return Q(pk__isnull=False) if Permission.AGGREGATE_READ in held(user).permissions else None
