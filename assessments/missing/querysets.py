"""How the policy finds the child of a missing episode."""

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class MissingEpisodeQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "person"

    def open(self) -> "MissingEpisodeQuerySet":
        return self.filter(returned_at__isnull=True)
