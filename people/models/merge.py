"""Two records of one person: which was read into which, why, and whether that was undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import tracked
from core.models import Record, paired
from people.models.person import Person
from people.querysets import MergeQuerySet


@tracked()
class Merge(Record):
    """One record read into another; both identities stay, and undoing it is one step."""

    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_received")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    reason = models.TextField()
    # What stood side by side when it was decided: [field, survivor's, merged record's, same or different].
    evidence = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undo_reason = models.TextField(blank=True)
    # Somebody has looked through what was recorded on the survivor while both were one.
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(survivor=F("merged")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merge_once"
            ),
            paired("undone", label="merge"),
            paired("reviewed", label="merge"),
        ]
