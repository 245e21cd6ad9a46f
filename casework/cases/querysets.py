"""Reads of cases in the field's words."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class CaseQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.CORE
    person_lookup = "person"

    def open(self) -> "CaseQuerySet":
        return self.exclude(status="CLOSED")

    def unallocated(self) -> "CaseQuerySet":
        return self.filter(status="OPEN")


class CaseRowQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """A row of a case's core record."""

    data_class = DataClass.CORE
    person_lookup = "case__person"

    def current(self) -> "CaseRowQuerySet":
        return self.filter(ended_at__isnull=True)


class CaseStatusChangeQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.CORE
    person_lookup = "record__person"


class HandoverQuerySet(CaseRowQuerySet):
    def waiting(self) -> "HandoverQuerySet":
        return self.filter(accepted_at__isnull=True, declined_at__isnull=True)


class FamilyGroupQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Seen by whoever sees a case of it; each member's part by that member's own right."""

    data_class = DataClass.CORE
    owner_lookup = "recorded_by"

    def named_for(self, user: Any, now: datetime) -> Q | None:
        cases = self.model._meta.get_field("cases").related_model.objects  # type: ignore[union-attr]
        return Q(Exists(cases.visible_to(user).filter(family_group=OuterRef("pk"))))


class NoteQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Notes of a record that is open, and one's own."""

    data_class = DataClass.NOTES
    person_lookup = "case__person"
    owner_lookup = "recorded_by"


class AddendumQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.NOTES
    person_lookup = "note__case__person"
    owner_lookup = "recorded_by"


class ChronologyQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.NOTES
    person_lookup = "person"
    owner_lookup = "recorded_by"


class OversightQuerySet(NoteQuerySet):
    """A manager's decisions stand on the child's file, unlike personal supervision."""
