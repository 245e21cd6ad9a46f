"""Seals of the access log: each covers what was written since the one before, and names it (ADR 14)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import append_only
from core.models import PublicModel
from governance.sealing.querysets import SealQuerySet


@append_only
class AccessSeal(PublicModel):
    """A digest over a run of rows and the digest before it: nothing in between can change unseen.

    Rows are taken by their number, in which they were begun. `seen` is the highest number there was when this seal was
    made: the next one covers up to it, once every transaction that had begun by then has ended.
    """

    number = models.PositiveIntegerField(unique=True)
    after = models.PositiveBigIntegerField()
    upto = models.PositiveBigIntegerField()
    seen = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(after__lte=F("upto"), upto__lte=F("seen")), name="access_seal_goes_forward"
            ),
            models.CheckConstraint(
                condition=Q(number=1, previous="", after=0) | Q(number__gt=1) & ~Q(previous=""),
                name="access_seal_follows_another",
            ),
        ]
