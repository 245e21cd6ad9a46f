"""How caseloads are weighed: points by kind of case, dated, so that a bar can always be explained."""

from django.db import models
from django.db.models import F, Q

from core.history import tracked
from governance.caseload.enums import WeightKey
from governance.caseload.querysets import WeightQuerySet


@tracked()
class CaseloadWeight(models.Model):
    """Points of one kind of case between two dates; local practice, to be confirmed by the authority."""

    key = models.CharField(max_length=12, choices=WeightKey)
    points = models.DecimalField(max_digits=4, decimal_places=1)
    source = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = WeightQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "starts_on"], name="caseload_weight_once_a_start"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(ends_on__isnull=True), name="caseload_weight_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="caseload_weight_dates_in_order",
            ),
        ]
