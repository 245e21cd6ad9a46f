"""The partnership's threshold of need as dated data; it suggests, a person decides."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models import PublicModel, paired
from referrals.decisions.querysets import IndicatorQuerySet, ThresholdQuerySet


@tracked()
class ThresholdVersion(PublicModel):
    """One edition of the threshold table; a decision names the edition it was taken under.

    A draft binds nobody until a second person agrees it; once agreed its words never change.
    """

    name = models.CharField(max_length=80, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=160)
    is_draft = models.BooleanField(default=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ThresholdQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ends_on"],
                condition=Q(ends_on__isnull=True, is_draft=False),
                nulls_distinct=False,
                name="threshold_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(is_draft=False) | Q(agreed_at__isnull=True, ends_on__isnull=True),
                name="threshold_draft_binds_nobody",
            ),
            paired("agreed", label="threshold"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ThresholdIndicator(PublicModel):
    """One indicator of a tier, as practitioners word it."""

    version = models.ForeignKey(ThresholdVersion, on_delete=models.PROTECT, related_name="indicators")
    tier = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8)
    text = models.CharField(max_length=200)
    # Kinds of concern that make this indicator worth looking at: it is suggested, never chosen for anybody.
    concerns = ArrayField(models.CharField(max_length=24), default=list, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="threshold_indicator_code"),
            models.CheckConstraint(condition=Q(tier__gte=1, tier__lte=4), name="threshold_indicator_tier"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
