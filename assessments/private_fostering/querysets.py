"""How the policy finds the privately fostered child."""

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class ArrangementQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "person"

    def open(self) -> "ArrangementQuerySet":
        return self.filter(ended_on__isnull=True)


class ArrangementRowQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "arrangement__person"
