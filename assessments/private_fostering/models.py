"""Private fostering: a child under 16 (18 if disabled) cared for by no close relative for 28 days or more."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.private_fostering.enums import Suitability
from assessments.private_fostering.querysets import ArrangementQuerySet, ArrangementRowQuerySet
from core.history import tracked
from core.models import Record, paired
from people.models import Person

USER = settings.AUTH_USER_MODEL


@tracked()
class PrivateFostering(Record):
    """One arrangement, from the day the authority became aware until its end."""

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="private_fostering")
    contact = models.ForeignKey(
        "referrals.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="private_fostering"
    )
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The authority became aware: day 0 of the first visit and of the first year (reg 8(6)).
    aware_on = models.DateField()
    began_on = models.DateField(null=True, blank=True)
    expected_until = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=240, blank=True)
    carer = models.CharField(max_length=240, blank=True)
    carer_relation = models.CharField(max_length=160, blank=True)
    why = models.TextField(blank=True)
    parents_view = models.TextField(blank=True)
    responsibility = models.TextField(blank=True)

    suitability = models.CharField(max_length=18, choices=Suitability, blank=True)
    suitability_reason = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("judged", label="private_fostering"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True),
                name="private_fostering_one_open_a_child",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
                name="private_fostering_end_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(began_on__isnull=True)
                | Q(ended_on__gte=F("began_on")),
                name="private_fostering_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@tracked()
class FosteringVisit(Record):
    """A visit of an officer: who was seen, alone, what was found, in a written report (reg 8)."""

    arrangement = models.ForeignKey(PrivateFostering, on_delete=models.PROTECT, related_name="visits")
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    child_seen = models.BooleanField()
    seen_alone = models.BooleanField()
    not_alone_reason = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    report = models.TextField()

    objects = ArrangementRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_alone=True, child_seen=True) | Q(seen_alone=False) & ~Q(not_alone_reason=""),
                name="fostering_visit_alone_or_why_not",
            ),
        ]
        indexes = [models.Index(fields=["arrangement", "-seen_at"], name="fostering_visit_of")]
