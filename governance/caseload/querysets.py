"""Weights are about nobody: everyone may see how a caseload is counted."""

from datetime import date

from django.db.models import Q

from core.querysets import ReferenceQuerySet


class WeightQuerySet(ReferenceQuerySet):  # type: ignore[type-arg]
    def in_force(self, *, on: date) -> "WeightQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
