"""How the policy finds the adult of a safeguarding enquiry."""

from assessments.safeguarding_adults.enums import EnquiryStatus
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class AdultEnquiryQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "person"

    def open(self) -> "AdultEnquiryQuerySet":
        return self.filter(status__in=(EnquiryStatus.SCREENING, EnquiryStatus.ENQUIRY))


class AdultEnquiryRowQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "enquiry__person"


class AdultEnquiryChangeQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "record__person"
