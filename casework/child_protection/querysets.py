"""Reads of conferences: the shared row by whoever may open any of its children, each child's part by that child's."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class ConferenceChildQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.CONFERENCE
    person_lookup = "case__person"


class ChildRowQuerySet(ConferenceChildQuerySet):
    person_lookup = "child__case__person"


class ConferenceQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Also its chair's own."""

    data_class = DataClass.CONFERENCE
    owner_lookup = "chair"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        children = self.model._meta.get_field("children").related_model.objects  # type: ignore[union-attr]
        return Q(Exists(children.visible_to(user).filter(conference=OuterRef("pk"))))

    def waiting(self) -> "ConferenceQuerySet":
        return self.filter(status__in=("REQUESTED", "SCHEDULED"))


class ConferenceRowQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """A row of a conference: seen with the conference."""

    data_class = DataClass.CONFERENCE
    owner_lookup = "conference__chair"
    conference_path = "conference"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        conferences = _conferences(self.model, self.conference_path)
        return Q(Exists(conferences.visible_to(user).filter(pk=OuterRef(f"{self.conference_path}__pk"))))


def _conferences(model: Any, path: str) -> Any:
    for part in path.split("__"):
        model = model._meta.get_field(part).related_model
    return model.objects


class ConferenceStatusChangeQuerySet(ConferenceRowQuerySet):
    owner_lookup = "record__chair"
    conference_path = "record"


class InvitationQuerySet(ConferenceRowQuerySet):
    """Also the invited person's own: they read it to send their report."""

    owner_lookup = "user"


class ReportQuerySet(ConferenceRowQuerySet):
    """An agency's report: with the conference, and its author's own."""

    owner_lookup = "recorded_by"


class ReportPartQuerySet(ConferenceRowQuerySet):
    owner_lookup = "recorded_by"
    conference_path = "report__conference"


class PolicePartQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Police-restricted text: a store of its own, read by the classes of police information and the chair alone."""

    data_class = DataClass.POLICE
    person_lookup = None
    owner_lookup = "recorded_by"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        from people.visibility import may_read

        chairing = Q(report__conference__chair=user)
        if not may_read(user, self.data_class):
            return chairing
        conferences = _conferences(self.model, "report__conference")
        return chairing | Q(
            Exists(conferences.visible_to(user).filter(pk=OuterRef("report__conference__pk")))
        )


class SafeAddressPartQuerySet(PolicePartQuerySet):
    """Text that betrays a safe address: by the right to safe addresses alone, the chair's with it."""

    data_class = DataClass.SAFE_ADDRESS


class PlanRowQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Core groups and their members follow the plan's person."""

    data_class = DataClass.PLAN
    person_lookup = "plan__person"


class CoreGroupRowQuerySet(PlanRowQuerySet):
    person_lookup = "core_group__plan__person"
