"""The early-help assessment (formerly CAF): with consent, by any profession, led by a lead professional."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from assessments.early_help.enums import ConsentScope, EarlyHelpStatus, Side
from assessments.early_help.querysets import EarlyHelpChangeQuerySet, EarlyHelpQuerySet, EarlyHelpRowQuerySet
from core.history import append_only, tracked
from core.models import Record, StatusChange, paired
from people.models import Person

USER = settings.AUTH_USER_MODEL


@tracked()
class EarlyHelpAssessment(Record):
    """What a child and family need early, in their words, and who leads the help."""

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="early_help_assessments")
    status = models.CharField(max_length=10, choices=EarlyHelpStatus, default=EarlyHelpStatus.STARTED)
    contact = models.ForeignKey(
        "referrals.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="early_help_assessments",
    )
    started_at = models.DateTimeField()
    # Consent to engage: without it there is no early help (it is not the basis of processing in law).
    consent_at = models.DateTimeField()
    consent_given_by = models.CharField(max_length=120)
    consent_scope = ArrayField(models.CharField(max_length=8, choices=ConsentScope), default=list)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)
    present = models.TextField(blank=True)
    child_voice = models.TextField(blank=True)
    parent_voice = models.TextField(blank=True)
    better = models.TextField(blank=True)
    # Strengths and Difficulties Questionnaire, 0-40; the total is of the four difficulty scales.
    sdq_total = models.PositiveSmallIntegerField(null=True, blank=True)
    height_cm = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    weight_kg = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    bmi_centile = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    immunisations = models.CharField(max_length=200, blank=True)
    dental = models.CharField(max_length=200, blank=True)
    attendance_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    conclusions = models.TextField(blank=True)
    step_up_trigger = models.TextField(blank=True)
    lead = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="early_help_led"
    )
    review_on = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = EarlyHelpQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("withdrawn", label="early_help"),
            paired("completed", label="early_help"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status__in=["STARTED", "COMPLETED"]),
                name="early_help_one_open_a_person",
            ),
            models.CheckConstraint(
                condition=Q(sdq_total__isnull=True) | Q(sdq_total__lte=40), name="early_help_sdq_range"
            ),
            models.CheckConstraint(
                condition=Q(attendance_percent__isnull=True) | Q(attendance_percent__lte=100),
                name="early_help_attendance_range",
            ),
            models.CheckConstraint(
                condition=~Q(status="COMPLETED") | Q(completed_at__isnull=False, lead__isnull=False),
                name="early_help_complete_with_lead",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def bmi(self) -> float | None:
        """Weight over height squared, to one place; what it means for a child the centile says."""
        if not self.height_cm or not self.weight_kg:
            return None
        metres = float(self.height_cm) / 100
        return round(float(self.weight_kg) / (metres * metres), 1)


@append_only
class EarlyHelpChange(StatusChange):
    """One step of an early-help assessment."""

    record = models.ForeignKey(EarlyHelpAssessment, on_delete=models.PROTECT, related_name="changes")

    objects = EarlyHelpChangeQuerySet.as_manager()


@tracked()
class EarlyHelpSide(Record):
    """Strengths and needs of one side of the triangle."""

    early_help = models.ForeignKey(EarlyHelpAssessment, on_delete=models.PROTECT, related_name="sides")
    side = models.CharField(max_length=10, choices=Side)
    strengths = models.TextField(blank=True)
    needs = models.TextField(blank=True)

    objects = EarlyHelpRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["early_help", "side"], name="early_help_side_once")]


@tracked()
class EarlyHelpMember(Record):
    """A member of the team around the family."""

    early_help = models.ForeignKey(EarlyHelpAssessment, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    part = models.CharField(max_length=160, blank=True)

    objects = EarlyHelpRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(name=""), name="early_help_member_someone"
            ),
            models.UniqueConstraint(
                fields=["early_help", "user"], condition=Q(user__isnull=False), name="early_help_member_once"
            ),
        ]


@tracked()
class EarlyHelpReview(Record):
    """A meeting of the team around the family."""

    early_help = models.ForeignKey(EarlyHelpAssessment, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    note = models.TextField()
    next_on = models.DateField(null=True, blank=True)

    objects = EarlyHelpRowQuerySet.as_manager()
