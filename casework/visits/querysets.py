"""Reads of visits: each child's part with that child's record, the shared part with any of them."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class VisitPartQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.NOTES
    person_lookup = "case__person"
    owner_lookup = "recorded_by"


class VisitQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.NOTES
    owner_lookup = "recorded_by"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        parts = self.model._meta.get_field("parts").related_model.objects  # type: ignore[union-attr]
        return Q(Exists(parts.visible_to(user).filter(visit=OuterRef("pk"))))


class NoAccessQuerySet(VisitPartQuerySet):
    """Attempts without access: never visits."""
