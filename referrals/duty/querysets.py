"""The rota is the directory's: who sits where says nothing of anybody served; handover notes are the front door's."""

from datetime import datetime
from typing import Self

from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class ShiftQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.STAFF

    def at(self, moment: datetime) -> Self:
        """Shifts that run at a moment and were not taken off the rota."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment, cancelled_at__isnull=True)

    def between(self, start: datetime, end: datetime) -> Self:
        return self.filter(starts_at__lt=end, ends_at__gt=start, cancelled_at__isnull=True)


class HandoverQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.CONTACT
    permission = Permission.CONTACT_QUEUE
