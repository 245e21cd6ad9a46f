"""Visits: written once, filed in the record of every child seen, each with a part of their own."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.visits.enums import VisitKind, VisitPlace
from casework.visits.querysets import NoAccessQuerySet, VisitPartQuerySet, VisitQuerySet
from core.history import tracked
from core.models import Record

USER = settings.AUTH_USER_MODEL


@tracked()
class Visit(Record):
    """What happened on a visit that is common to all who were seen."""

    kind = models.CharField(max_length=12, choices=VisitKind)
    place = models.CharField(max_length=10, choices=VisitPlace)
    made_at = models.DateTimeField()
    visitor = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="visits")
    # The colleague who came along: the old and the new lead on a step up or down.
    joint_with = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="joint_visits"
    )
    others_present = models.CharField(max_length=300, blank=True)
    observation = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)

    objects = VisitQuerySet.as_manager()


@tracked()
class VisitPart(Record):
    """What a visit was for one child: seen, alone, their room, their words."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="parts")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="visit_parts")
    child_seen = models.BooleanField()
    seen_alone = models.BooleanField(null=True, blank=True)
    bedroom_seen = models.BooleanField(null=True, blank=True)
    not_seen_reason = models.CharField(max_length=300, blank=True)
    not_alone_reason = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    observation = models.TextField(blank=True)
    plan_progress = models.TextField(blank=True)

    objects = VisitPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "case"], name="visit_part_one_a_child"),
            models.CheckConstraint(
                condition=Q(child_seen=True, seen_alone__isnull=False)
                | Q(child_seen=False, seen_alone__isnull=True),
                name="visit_part_alone_if_seen",
            ),
            models.CheckConstraint(
                condition=Q(child_seen=True) | ~Q(not_seen_reason=""), name="visit_part_not_seen_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["case", "visit"], name="visit_part_of_case")]


@tracked()
class NoAccess(Record):
    """Somebody went and nobody could be seen: an attempt, not a visit."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="failed_visits")
    kind = models.CharField(max_length=12, choices=VisitKind)
    place = models.CharField(max_length=10, choices=VisitPlace)
    made_at = models.DateTimeField()
    visitor = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    what_happened = models.TextField()

    objects = NoAccessQuerySet.as_manager()
