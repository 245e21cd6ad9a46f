"""A manager's eye on decisions: oversight stamps, disagreements that went up, and the dip sample."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import append_only, tracked
from core.models import Record, paired
from referrals.contacts.models import Contact
from referrals.contacts.querysets import FrontDoorRowQuerySet
from referrals.decisions.enums import EscalationStage, Grade, Judgement, OversightKind
from referrals.decisions.models.decision import Decision
from referrals.decisions.querysets import DipSampleQuerySet, EscalationQuerySet

_USER = settings.AUTH_USER_MODEL


@append_only
class OversightNote(Record):
    """A manager looked at a concern, when, and what they said: stamped, never changed."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="oversight")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=OversightKind)
    text = models.TextField(blank=True)

    objects = FrontDoorRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="LOOKED") | ~Q(text=""), name="oversight_note_says_something"
            )
        ]
        indexes = [models.Index(fields=["contact", "recorded_at"], name="oversight_note_of")]


@tracked()
class Escalation(Record):
    """A disagreement about a decision, put to somebody further up, and what they answered."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="escalations")
    round = models.PositiveSmallIntegerField()
    stage = models.PositiveSmallIntegerField(choices=EscalationStage)
    to = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("answered", label="escalation"),
            models.UniqueConstraint(
                fields=["contact", "round", "stage"], name="escalation_once_a_stage_of_a_round"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="escalation_answer_says_something"
            ),
        ]


@tracked()
class DipSample(Record):
    """A decision drawn by lot for a manager who neither took nor signed it, and what they found."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="sample")
    threshold_right = models.CharField(max_length=6, choices=Judgement, blank=True)
    in_time = models.CharField(max_length=6, choices=Judgement, blank=True)
    voice_heard = models.CharField(max_length=6, choices=Judgement, blank=True)
    help_named = models.CharField(max_length=6, choices=Judgement, blank=True)
    family_thought_of = models.CharField(max_length=6, choices=Judgement, blank=True)
    grade = models.CharField(max_length=10, choices=Grade, blank=True)
    finding = models.TextField(blank=True)
    action = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DipSampleQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("judged", label="dip_sample"),
            models.CheckConstraint(
                condition=Q(judged_at__isnull=True) | ~Q(grade="") & ~Q(finding=""),
                name="dip_sample_judged_with_grade",
            ),
        ]
