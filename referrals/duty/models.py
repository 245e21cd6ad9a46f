"""Who sits at the front door when, for which agency, and what one shift leaves to the next."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Agency
from core.history import append_only, tracked
from core.models import Record, paired
from referrals.duty.querysets import HandoverQuerySet, ShiftQuerySet

_USER = settings.AUTH_USER_MODEL


@tracked()
class DutyShift(Record):
    """One person's shift in one agency's seat; presence is marked on the day, never supposed."""

    user = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="duty_shifts")
    seat = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True, blank=True)
    arrived_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("arrived", label="duty_shift"),
            paired("left", label="duty_shift"),
            paired("cancelled", label="duty_shift"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="duty_shift_times_in_order"),
            models.UniqueConstraint(
                fields=["user", "starts_at"], condition=Q(cancelled_at__isnull=True), name="duty_shift_once"
            ),
        ]
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="duty_shift_when")]


@append_only
class HandoverNote(Record):
    """What one shift tells the next: what waits, who was promised what; references rather than names."""

    text = models.TextField()

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="handover_note_says_something")]
        indexes = [models.Index(fields=["-recorded_at"], name="handover_note_when")]
