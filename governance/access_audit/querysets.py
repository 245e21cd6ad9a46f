"""Odd readings are the access log's owner's; a family's print is also read by whoever asked for it."""

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class OddAccessQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.AUDIT
    permission = "access_log.read"


class FamilyPrintQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.AUDIT
    owner_lookup = "asked_by"
    permission = "access_log.read"
