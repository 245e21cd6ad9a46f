"""Chainable reads of jobs, notices, deliveries and idempotency keys."""

from __future__ import annotations

from datetime import datetime

from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class JobQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Work to be done later; ids only, so whoever runs the system may look after it."""

    data_class = DataClass.STAFF
    permission = Permission.STAFF_MANAGE

    def waiting(self) -> JobQuerySet:
        return self.filter(done_at__isnull=True, given_up_at__isnull=True)

    def due(self, *, at: datetime) -> JobQuerySet:
        return self.waiting().filter(run_at__lte=at)

    def given_up(self) -> JobQuerySet:
        """Tried as often as is sensible and failed: a person has to look."""
        return self.filter(given_up_at__isnull=False, done_at__isnull=True)


class NoticeQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """What one member of staff has been told."""

    data_class = DataClass.OWN
    owner_lookup = "to"

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at__isnull=True)


class DeliveryQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.OWN
    owner_lookup = "notice__to"


class IdempotencyKeyQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.OWN
    owner_lookup = "user"
