"""Reports to a conference, paragraph by paragraph; what may not be copied stands in stores of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.cases.enums import Marking
from casework.child_protection.enums import ReportKind
from casework.child_protection.models.conference import Conference, Invitation
from casework.child_protection.querysets import (
    PolicePartQuerySet,
    ReportPartQuerySet,
    ReportQuerySet,
    SafeAddressPartQuerySet,
)
from core.history import tracked
from core.models import Record

USER = settings.AUTH_USER_MODEL


@tracked()
class AgencyReport(Record):
    """A report that an agency sent to the chair, and whether it came in time."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="reports")
    invitation = models.OneToOneField(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="report"
    )
    kind = models.CharField(max_length=12, choices=ReportKind)
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    author = models.CharField(max_length=120)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    is_in_time = models.BooleanField(null=True, blank=True)
    shared_with_family_on = models.DateField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()


class Paragraph(Record):
    """A paragraph of a report."""

    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        abstract = True


@tracked()
class ReportPart(Paragraph):
    """A paragraph that may be read in the conference and go into its pack, marked for whom."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="parts")
    marking = models.CharField(max_length=14, choices=Marking)
    not_for = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReportPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="report_part_position"),
            models.CheckConstraint(
                condition=Q(marking="NOT_NAMED", not_for__isnull=False)
                | ~Q(marking="NOT_NAMED") & Q(not_for__isnull=True),
                name="report_part_not_for_whom",
            ),
        ]


@tracked()
class PolicePart(Paragraph):
    """A police-restricted paragraph: read in the conference, never copied onward."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="police_parts")

    objects = PolicePartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="police_part_position")]


@tracked()
class SafeAddressPart(Paragraph):
    """A paragraph that could betray a safe address."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="safe_address_parts")

    objects = SafeAddressPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="safe_address_part_position")
        ]
