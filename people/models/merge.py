"""Two records of one person: which was read into which, why, and whether that was undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import tracked
from core.models import Record, paired
from people.models.person import Person
from people.querysets import MergeProposalQuerySet, MergeQuerySet


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


@tracked()
class MergeProposal(Record):
    """Somebody who may not decide it thinks two records one person: why, and what became of it (domain.md D)."""

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merge_proposals")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    # What stood side by side when it was proposed, as far as the proposer could read it.
    evidence = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(blank=True)
    # Empty where it was declined.
    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MergeProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="merge_proposal_of_two"),
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(answered_at__isnull=True), name="merge_proposal_once"
            ),
            paired("answered", label="merge_proposal"),
            models.CheckConstraint(
                condition=Q(merge__isnull=True) | Q(answered_at__isnull=False), name="merge_proposal_agreed"
            ),
        ]
