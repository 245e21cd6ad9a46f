"""The partnership's threshold of need as dated data; it suggests, a person decides."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models import PublicModel
from referrals.decisions.querysets import ThresholdQuerySet


@tracked()
class ThresholdVersion(models.Model):
    """One published edition of the threshold table; a decision names the edition it was taken under."""

    name = models.CharField(max_length=80, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=160)

    objects = ThresholdQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ends_on"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="threshold_one_in_force",
            )
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

    objects = ThresholdQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="threshold_indicator_code"),
            models.CheckConstraint(condition=Q(tier__gte=1, tier__lte=4), name="threshold_indicator_tier"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"
