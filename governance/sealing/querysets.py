"""Seals are read by whoever answers for the access log."""

from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class SealQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.AUDIT
    permission = Permission.ACCESS_LOG_READ
