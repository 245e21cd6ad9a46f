"""The monthly report: figures with what they are counted from, made in the background and kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from governance.reports.querysets import ReportQuerySet

_USER = settings.AUTH_USER_MODEL


@tracked()
class MonthlyReport(Record):
    """The figures of one month as they stood when they were counted; counted again, a new edition is kept."""

    month = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_total = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("made", label="monthly_report"),
            models.UniqueConstraint(fields=["month", "edition"], name="monthly_report_edition_once"),
            models.UniqueConstraint(
                fields=["month"], condition=Q(made_at__isnull=True), name="monthly_report_one_in_making"
            ),
            models.CheckConstraint(
                condition=Q(steps_done__lte=F("steps_total")), name="monthly_report_steps_in_order"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="monthly_report_of_a_month"),
        ]


@append_only
class MonthlyFigure(PublicModel):
    """One indicator of a report: numerator, denominator, target, and by which date rows were counted."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="figures")
    code = models.CharField(max_length=12)
    label = models.CharField(max_length=160)
    numerator = models.PositiveIntegerField()
    # Empty where the figure is a plain count.
    denominator = models.PositiveIntegerField(null=True, blank=True)
    target = models.PositiveSmallIntegerField(null=True, blank=True)
    date_basis = models.CharField(max_length=160)
    position = models.PositiveSmallIntegerField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="monthly_figure_once_a_report"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__lte=F("denominator")),
                name="monthly_figure_part_of_whole",
            ),
        ]
