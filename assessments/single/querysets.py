"""How the policy finds the children of each row of an assessment."""

from typing import Any

from assessments.single.enums import AssessmentStatus
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class AssessmentQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """An assessment of a sibling group is open where the record of one of its children is."""

    data_class = DataClass.ASSESSMENT
    person_lookup = "parts__person"

    def open(self) -> "AssessmentQuerySet":
        return self.exclude(status=AssessmentStatus.AUTHORISED)

    def of_person(self, person: Any) -> "AssessmentQuerySet":
        return self.filter(parts__person=person)


class AssessmentChangeQuerySet(AssessmentQuerySet):
    person_lookup = "record__parts__person"


class FamilyRowQuerySet(AssessmentQuerySet):
    """What is written once for the family."""

    person_lookup = "assessment__parts__person"


class PartQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """One child's own part, open where that child's record is."""

    data_class = DataClass.ASSESSMENT
    person_lookup = "person"

    def open(self) -> "PartQuerySet":
        return self.filter(is_open=True)


class ChildRowQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "part__person"


class ContributionQuerySet(FamilyRowQuerySet):
    """A contributor sees their own contribution and nothing beside it."""

    owner_lookup = "asked_of"


class ParagraphQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "contribution__assessment__parts__person"
    owner_lookup = "contribution__asked_of"


class PoliceParagraphQuerySet(ParagraphQuerySet):
    data_class = DataClass.POLICE


class SafeAddressParagraphQuerySet(ParagraphQuerySet):
    data_class = DataClass.SAFE_ADDRESS
