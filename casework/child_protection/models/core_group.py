"""The core group that turns the outline into a full plan and carries it (domain.md C6)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.cases.enums import Rating
from casework.child_protection.querysets import CoreGroupRowQuerySet, PlanRowQuerySet
from core.history import tracked
from core.models import Record, paired

USER = settings.AUTH_USER_MODEL


@tracked()
class CoreGroupMember(Record):
    """A worker, an agency or a member of the family in the core group, between two moments."""

    plan = models.ForeignKey("casework.Plan", on_delete=models.PROTECT, related_name="core_group_members")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        constraints = [paired("ended", label="core_group_member")]


@tracked()
class CoreGroup(Record):
    """One meeting of the core group."""

    plan = models.ForeignKey("casework.Plan", on_delete=models.PROTECT, related_name="core_groups")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    is_in_time = models.BooleanField(null=True, blank=True)
    present = models.TextField()
    child_seen_on = models.CharField(max_length=200, blank=True)
    child_view = models.TextField(blank=True)
    family_view = models.TextField(blank=True)
    new_risk = models.TextField(blank=True)
    is_working = models.BooleanField()
    is_escalated = models.BooleanField(default=False)
    escalation = models.TextField(blank=True)
    chaired_by_name = models.CharField(max_length=120)
    minuted_by_name = models.CharField(max_length=120, blank=True)
    next_on = models.DateField(null=True, blank=True)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="core_group_number"),
            models.CheckConstraint(
                condition=Q(is_escalated=False) | ~Q(escalation=""), name="core_group_escalated_with_reason"
            ),
        ]


@tracked()
class CoreGroupProgress(Record):
    """How an outcome of the plan stood at a core group, and on what evidence."""

    core_group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, related_name="progress")
    outcome = models.ForeignKey(
        "casework.Outcome", on_delete=models.PROTECT, related_name="core_group_progress"
    )
    rating = models.CharField(max_length=6, choices=Rating)
    evidence = models.TextField(blank=True)

    objects = CoreGroupRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["core_group", "outcome"], name="core_group_progress_once"),
        ]
