"""The limits as dated versions, the clocks that run under them, and every move of a clock's dates."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Team
from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from deadlines.enums import Anchor, Basis, ChangeKind, DerivedFrom, FirstDay, Unit
from deadlines.querysets import ClockChangeQuerySet, ClockQuerySet, ClockRuleQuerySet
from people.models import Person

__all__ = ["Clock", "ClockChange", "ClockRule"]


@tracked()
class ClockRule(models.Model):
    """One limit of law or local practice between two dates; a change of the law adds a version."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    subject = models.CharField(max_length=30)
    trigger = models.CharField(max_length=120)
    anchor = models.CharField(max_length=8, choices=Anchor)
    first_day = models.CharField(max_length=6, choices=FirstDay, default=FirstDay.NEXT)
    # Null where nothing can be counted: the date is typed, or follows from another act (due_note says which).
    n = models.SmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=4, choices=Unit, blank=True)
    basis = models.CharField(max_length=2, choices=Basis)
    source = models.CharField(max_length=160)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    applies_if = models.CharField(max_length=200, blank=True)
    stop_event = models.CharField(max_length=120)
    pause = models.CharField(max_length=120, default="never")
    roll = models.CharField(max_length=20, default="never")
    # When the owner is warned: "2 WD" before the planning date, "4 H" before the due moment.
    warn_before = models.CharField(max_length=8, blank=True)
    owner_role = models.CharField(max_length=60)
    extension_by = models.CharField(max_length=80, blank=True)
    late_reason_required = models.BooleanField(default=False)
    kpi = models.CharField(max_length=10, blank=True)
    # The order's own text overrides what is counted here.
    is_typed = models.BooleanField(default=False)
    due_note = models.CharField(max_length=160, blank=True)
    derived_from = models.CharField(max_length=14, choices=DerivedFrom, blank=True, default="")
    derived_years = models.PositiveSmallIntegerField(default=0)

    objects = ClockRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="clock_rule_once_a_start"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to__isnull=True), name="clock_rule_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="clock_rule_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(n__isnull=True, unit="") | (Q(n__isnull=False) & ~Q(unit="")),
                name="clock_rule_n_and_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@tracked()
class Clock(Record):
    """A limit running for a record (and person) from trigger to stop event; due is stored at its start."""

    rule = models.ForeignKey(ClockRule, on_delete=models.PROTECT, related_name="clocks")
    code = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="clocks")
    subject_kind = models.CharField(max_length=60)
    subject_public_id = models.UUIDField()
    reference = models.CharField(max_length=60)
    path = models.CharField(max_length=300, blank=True)
    triggered_at = models.DateTimeField()
    # A trigger known by its date alone is kept as that day's midnight.
    trigger_has_time = models.BooleanField(default=True)
    is_derived = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    due_on = models.DateField()
    planning_on = models.DateField(null=True, blank=True)
    is_due_typed = models.BooleanField(default=False)
    # Fewer than the rule counts, as the record itself asks (a plan's own frequency of visits).
    shortened_to = models.PositiveSmallIntegerField(null=True, blank=True)
    warn_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)
    agreed_until = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_reason = models.TextField(blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=120, blank=True)
    late_reason = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_reason = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="clocks"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="clocks")
    # Of a record for its named list alone: told to its owner, never to a manager or a team (safety o, q).
    is_confidential = models.BooleanField(default=False)

    objects = ClockQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("agreed", label="clock"),
            paired("stopped", label="clock"),
            paired("cancelled", label="clock"),
            models.UniqueConstraint(
                fields=["code", "subject_kind", "subject_public_id", "person"],
                condition=Q(stopped_at__isnull=True, cancelled_at__isnull=True),
                nulls_distinct=False,
                name="clock_runs_once",
            ),
            models.CheckConstraint(
                condition=Q(agreed_until__isnull=True, agreed_at__isnull=True)
                | Q(agreed_until__isnull=False, agreed_at__isnull=False) & ~Q(agreed_reason=""),
                name="clock_agreed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | Q(cancelled_at__isnull=True), name="clock_ends_one_way"
            ),
            models.CheckConstraint(condition=Q(path="") | Q(path__startswith="/"), name="clock_path_within"),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_public_id"], name="clock_of_subject"),
            models.Index(
                fields=["due_at"],
                name="clock_running_due",
                condition=Q(stopped_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.Index(
                fields=["owner", "due_at"],
                name="clock_running_owner",
                condition=Q(stopped_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.Index(fields=["person", "due_at"], name="clock_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.reference}"

    @property
    def is_running(self) -> bool:
        return self.stopped_at is None and self.cancelled_at is None

    @property
    def awaited_by(self) -> datetime:
        """The agreed moment where more time was given, else the legal one."""
        return self.agreed_until or self.due_at

    @property
    def was_late(self) -> bool:
        return self.stopped_at is not None and self.stopped_at > self.due_at


@append_only
class ClockChange(PublicModel):
    """One move of a clock's dates, with what stood before; the original due is never lost."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=ChangeKind)
    triggered_at_before = models.DateTimeField()
    triggered_at_after = models.DateTimeField()
    due_at_before = models.DateTimeField()
    due_at_after = models.DateTimeField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ClockChangeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="clock_change_reason")]
        indexes = [models.Index(fields=["clock", "at"], name="clock_change_of_clock")]
