"""What the daily look through the access log found, and the family's own print of who looked."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.history import tracked
from core.models import Record, paired
from governance.access_audit.enums import Finding, Oddity
from governance.access_audit.querysets import FamilyPrintQuerySet, OddAccessQuerySet
from people.models import Person


@tracked()
class OddAccess(Record):
    """One worker's odd reading of one person on one day, until somebody has looked at it."""

    on = models.DateField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = ArrayField(models.CharField(max_length=12, choices=Oddity))
    readings = models.PositiveIntegerField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finding = models.CharField(max_length=10, choices=Finding, blank=True)
    note = models.CharField(max_length=400, blank=True)

    objects = OddAccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "user", "person"], name="odd_access_once_a_day"),
            paired("reviewed", label="odd_access"),
        ]
        indexes = [models.Index(fields=["-on"], name="odd_access_latest")]


@tracked()
class FamilyPrint(Record):
    """Who looked at a record, for the family: profession and agency only, released by the officer (safety m)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    for_whom = models.CharField(max_length=120)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # [day, profession, agency], as they were released.
    lines = models.JSONField(default=list)

    objects = FamilyPrintQuerySet.as_manager()

    class Meta:
        constraints = [paired("released", label="family_print")]
