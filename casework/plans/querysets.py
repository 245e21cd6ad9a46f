"""Reads of plans and their parts: each follows the person whose plan it is."""

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class PlanQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.PLAN
    person_lookup = "person"

    def open(self) -> "PlanQuerySet":
        return self.exclude(status="ENDED")

    def in_force(self) -> "PlanQuerySet":
        return self.filter(status__in=("ACTIVE", "REVIEWED"))


class PlanRowQuerySet(PlanQuerySet):
    person_lookup = "plan__person"


class PlanStatusChangeQuerySet(PlanQuerySet):
    person_lookup = "record__person"


class OutcomeQuerySet(PlanQuerySet):
    person_lookup = "need__plan__person"


class OutcomeRowQuerySet(PlanQuerySet):
    person_lookup = "outcome__need__plan__person"


class ProgressQuerySet(PlanQuerySet):
    person_lookup = "action__outcome__need__plan__person"


class GapQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """A gap is about a kind of person: whoever logged it sees it, and whoever plans services sees all."""

    data_class = DataClass.PLAN
    person_lookup = "plan__person"
    owner_lookup = "recorded_by"
