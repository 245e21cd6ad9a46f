"""Chainable reads of places; all of it is reference data about nobody."""

from datetime import date
from typing import Self

from django.db.models import Q

from core.querysets import ReferenceQuerySet


class PlaceQuerySet(ReferenceQuerySet):  # type: ignore[type-arg]
    """Rows that hold from a date until (and including) a date."""

    def current(self, *, on: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class AreaQuerySet(ReferenceQuerySet):  # type: ignore[type-arg]
    """Rows without dates of their own: they speak of rows that have them."""


class PopulationQuerySet(PlaceQuerySet):
    """How many people live here: about nobody, so everyone may see what a rate is reckoned by."""

    def aged_under(self, age: int) -> Self:
        """Bands that lie wholly below an age."""
        return self.filter(age_to__lt=age)
