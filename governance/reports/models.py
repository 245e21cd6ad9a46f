"""The monthly report: figures with what they are counted from, made in the background and kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from governance.measures.enums import TargetKind
from governance.reports.querysets import PrintQuerySet, ReportQuerySet

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
    section = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=12)
    # A part of the whole (a source, an agency); empty for the whole.
    part = models.CharField(max_length=160, blank=True)
    label = models.CharField(max_length=160)
    numerator = models.PositiveIntegerField()
    # Empty where the figure is a plain count.
    denominator = models.PositiveIntegerField(null=True, blank=True)
    # The twelve months that end with the month; empty for what is counted at a moment.
    year_numerator = models.PositiveIntegerField(null=True, blank=True)
    year_denominator = models.PositiveIntegerField(null=True, blank=True)
    # 100 for a share, 10 000 for a rate by population.
    per = models.PositiveIntegerField(default=100)
    target = models.PositiveSmallIntegerField(null=True, blank=True)
    target_kind = models.CharField(max_length=7, choices=TargetKind, blank=True)
    # What was counted, in the words of the definition's version that held then.
    version = models.PositiveSmallIntegerField(default=1)
    numerator_means = models.CharField(max_length=240, blank=True)
    denominator_means = models.CharField(max_length=240, blank=True)
    date_basis = models.CharField(max_length=160)
    source = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "code", "part"], name="monthly_figure_once_a_part"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__lte=F("denominator")),
                name="monthly_figure_part_of_whole",
            ),
        ]


@append_only
class MonthlyPrint(PublicModel):
    """A report on paper, kept as it was printed: every number, or with small ones left out and the rest rounded."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="prints")
    is_suppressed = models.BooleanField()
    template_version = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    objects = PrintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "is_suppressed"], name="monthly_print_once_a_kind")
        ]
