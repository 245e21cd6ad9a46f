"""How the policy finds the children of a strategy discussion; whoever takes part reads its record."""

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Q

from assessments.strategy.enums import Attendance, Section47Status
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet
from people.enums import Restriction

_TAKING_PART = (Attendance.INVITED, Attendance.PRESENT, Attendance.REPORTED)


class DiscussionQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Open where one child's record is, and to those who were invited or took part."""

    data_class = DataClass.ASSESSMENT
    person_lookup = "children__person"
    attendee_lookup: ClassVar[str] = "attendees"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        """Police, health and others who take part, unless a child's record is restricted or sealed."""
        rows = self.model._base_manager
        mine = rows.filter(
            **{f"{self.attendee_lookup}__user": user, f"{self.attendee_lookup}__attendance__in": _TAKING_PART}
        )
        hidden = rows.filter(~Q(**{f"{self.person_lookup}__restriction": Restriction.NONE}))
        return Q(pk__in=mine.values("pk")) & ~Q(pk__in=hidden.values("pk"))


class DiscussionRowQuerySet(DiscussionQuerySet):
    person_lookup = "discussion__children__person"
    attendee_lookup = "discussion__attendees"


class DiscussionChangeQuerySet(DiscussionQuerySet):
    person_lookup = "record__children__person"
    attendee_lookup = "record__attendees"


class DiscussionChildQuerySet(DiscussionQuerySet):
    """One child of the discussion: its own record decides, or having taken part."""

    person_lookup = "person"
    attendee_lookup = "discussion__attendees"


class PoliceInformationQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Taking part opens none of this: only a right to police intelligence, or having written it down."""

    data_class = DataClass.POLICE
    person_lookup = "discussion__children__person"
    owner_lookup = "recorded_by"


class SafeInformationQuerySet(PoliceInformationQuerySet):
    data_class = DataClass.SAFE_ADDRESS


class Section47QuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "person"

    def open(self) -> "Section47QuerySet":
        return self.filter(status=Section47Status.STARTED)


class Section47ChangeQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.ASSESSMENT
    person_lookup = "record__person"
