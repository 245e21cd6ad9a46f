"""The decision on a concern: one a round, an outcome for every person, and what it rests on (domain.md C2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from referrals.contacts.models import Contact, ContactPerson
from referrals.contacts.querysets import FrontDoorRowQuerySet
from referrals.decisions.enums import Outcome, ParallelKind, ThinkFamily
from referrals.decisions.models.threshold import ThresholdIndicator, ThresholdVersion
from referrals.decisions.querysets import DecisionRowQuerySet

_USER = settings.AUTH_USER_MODEL


@append_only
class Proposal(Record):
    """What whoever gathered the information thinks should be done, for another to decide."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="proposals")
    round = models.PositiveSmallIntegerField()
    tier = models.PositiveSmallIntegerField()
    text = models.TextField()

    objects = FrontDoorRowQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(tier__gte=1, tier__lte=4), name="proposal_tier")]


@tracked()
class Decision(Record):
    """The one decision of a round, with its tier, rationale and whoever answers for it."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    tier = models.PositiveSmallIntegerField()
    threshold = models.ForeignKey(ThresholdVersion, on_delete=models.PROTECT, related_name="+")
    rationale = models.TextField()
    known = models.TextField(blank=True)
    worried = models.TextField(blank=True)
    unknown = models.TextField(blank=True)
    adults_asked = models.CharField(max_length=8, choices=ThinkFamily)
    children_asked = models.CharField(max_length=8, choices=ThinkFamily)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    # Gathered and decided by the same person (safety f); a manager ratifies next morning.
    alone_because = models.TextField(blank=True)
    ratified_at = models.DateTimeField(null=True, blank=True)
    ratified_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ratification_note = models.TextField(blank=True)

    objects = FrontDoorRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "round"], name="decision_one_a_round"),
            models.CheckConstraint(condition=Q(tier__gte=1, tier__lte=4), name="decision_tier"),
            models.CheckConstraint(condition=~Q(rationale=""), name="decision_rationale"),
            paired("ratified", label="decision"),
        ]
        indexes = [
            models.Index(
                fields=["decided_at"],
                name="decision_to_ratify",
                condition=~Q(alone_because="") & Q(ratified_at__isnull=True),
            )
        ]


@append_only
class DecisionIndicator(PublicModel):
    """An indicator that a decision cites."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="cited")
    indicator = models.ForeignKey(ThresholdIndicator, on_delete=models.PROTECT, related_name="+")

    objects = DecisionRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "indicator"], name="decision_indicator_once")
        ]


@append_only
class PersonDecision(PublicModel):
    """The outcome for one person of the concern."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="outcomes")
    contact_person = models.ForeignKey(ContactPerson, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.CharField(max_length=20, choices=Outcome)
    help_named = models.TextField(blank=True)
    note = models.TextField(blank=True)

    objects = DecisionRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "contact_person"], name="person_decision_one_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["NFA_ADVICE", "SIGNPOST", "SINGLE_AGENCY"]) | ~Q(help_named=""),
                name="person_decision_names_the_help",
            ),
        ]


@append_only
class ParallelReferral(PublicModel):
    """Something that is also set going, beside the outcomes: MARAC, NRM, adult services."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="parallel")
    kind = models.CharField(max_length=8, choices=ParallelKind)
    detail = models.TextField(blank=True)

    objects = DecisionRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "kind"], name="parallel_referral_once_a_kind")
        ]
