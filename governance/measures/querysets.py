"""How many people live where is about nobody: everyone may see what a rate is reckoned by."""

from datetime import date

from core.querysets import ReferenceQuerySet


class PopulationQuerySet(ReferenceQuerySet):  # type: ignore[type-arg]
    def known(self, *, on: date) -> "PopulationQuerySet":
        """The numbers published by a day, newest first."""
        return self.filter(starts_on__lte=on).order_by("-starts_on")
