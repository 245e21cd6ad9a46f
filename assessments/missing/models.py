"""Missing episodes of a child, and what they said when they came back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessments.missing.enums import Absence, Interview
from assessments.missing.querysets import MissingEpisodeQuerySet
from core.history import tracked
from core.models import Record, paired
from people.models import Person

USER = settings.AUTH_USER_MODEL


@tracked()
class MissingEpisode(Record):
    """From when the child was missing until they were found, and the return interview that is owed within 72 hours."""

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="missing_episodes")
    contact = models.ForeignKey(
        "referrals.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="missing_episodes"
    )
    kind = models.CharField(max_length=8, choices=Absence, default=Absence.MISSING)
    missing_from = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)
    reporter = models.CharField(max_length=240, blank=True)
    police_reference = models.CharField(max_length=60, blank=True)
    circumstances = models.TextField(blank=True)

    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    found_where = models.TextField(blank=True)

    interview = models.CharField(max_length=12, choices=Interview, blank=True)
    interviewed_at = models.DateTimeField(null=True, blank=True)
    interviewed_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Not from police or the council's own line of the case: independent (guidance).
    interviewer = models.CharField(max_length=240, blank=True)
    told = models.TextField(blank=True)
    why_not = models.TextField(blank=True)
    push_and_pull = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)

    strategy_held_at = models.DateTimeField(null=True, blank=True)
    strategy_held_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    strategy_decided = models.TextField(blank=True)

    objects = MissingEpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("returned", label="missing_episode"),
            paired("interviewed", label="missing_episode"),
            paired("strategy_held", label="missing_episode"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(returned_at__isnull=True),
                name="missing_episode_one_open_a_child",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("missing_from")),
                name="missing_episode_back_after_leaving",
            ),
            models.CheckConstraint(
                condition=Q(interview="") | Q(returned_at__isnull=False, interviewed_at__isnull=False),
                name="missing_episode_interview_after_return",
            ),
        ]
        indexes = [models.Index(fields=["person", "-missing_from"], name="missing_episode_of")]

    def __str__(self) -> str:
        return self.reference
