"""Chainable reads of clock rules and of clocks."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from core.data_classes import DataClass
from core.querysets import PolicyQuerySet, ReferenceQuerySet


class ClockRuleQuerySet(ReferenceQuerySet):  # type: ignore[type-arg]
    def in_force(self, *, on: date) -> ClockRuleQuerySet:
        """The version of each rule that held on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)


class ClockQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    """Clocks about a person follow the person; others are read with the record they belong to."""

    data_class = DataClass.CORE
    person_lookup = "person"
    owner_lookup = "owner"

    def running(self) -> ClockQuerySet:
        return self.filter(stopped_at__isnull=True, cancelled_at__isnull=True)

    def of_subject(self, subject: models.Model) -> ClockQuerySet:
        return self.filter(
            subject_kind=subject._meta.label_lower,
            subject_public_id=subject.public_id,  # type: ignore[attr-defined]
        )

    def overdue(self, *, at: datetime) -> ClockQuerySet:
        """Running past the legal due moment, whatever was agreed."""
        return self.running().filter(due_at__lt=at)

    def due_between(self, start: datetime, end: datetime) -> ClockQuerySet:
        return self.running().filter(due_at__gte=start, due_at__lte=end)

    def with_effective_due(self) -> ClockQuerySet:
        """The moment by which the act is now awaited: agreed, else legal."""
        return self.annotate(effective_due_at=Coalesce(F("agreed_until"), F("due_at")))

    def to_warn(self, *, at: datetime) -> ClockQuerySet:
        return (
            self.running()
            .with_effective_due()
            .filter(warn_at__lte=at, warned_at__isnull=True, effective_due_at__gte=at)
        )

    def to_tell_overdue(self, *, at: datetime) -> ClockQuerySet:
        return (
            self.running().with_effective_due().filter(effective_due_at__lt=at, overdue_told_at__isnull=True)
        )

    def late_without_reason(self) -> ClockQuerySet:
        """Stopped late where the reason is required and still missing."""
        return self.filter(
            rule__late_reason_required=True,
            late_reason="",
            stopped_at__gt=F("due_at"),
            cancelled_at__isnull=True,
        )


class ClockChangeQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.CORE
    person_lookup = "clock__person"
    owner_lookup = "clock__owner"
