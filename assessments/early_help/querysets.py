"""Early help is open to lead professionals of any agency."""

from assessments.early_help.enums import EarlyHelpStatus
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class EarlyHelpQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.EARLY_HELP
    person_lookup = "person"

    def open(self) -> "EarlyHelpQuerySet":
        return self.filter(status__in=(EarlyHelpStatus.STARTED, EarlyHelpStatus.COMPLETED))


class EarlyHelpRowQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.EARLY_HELP
    person_lookup = "early_help__person"


class EarlyHelpChangeQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.EARLY_HELP
    person_lookup = "record__person"
