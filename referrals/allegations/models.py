"""Allegations against people who work with children or adults at risk: a store of its own (safety q).

No row points to a person of the index: nothing that reads people, searches, counts or draws a timeline can meet one.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, StatusChange, paired
from referrals.allegations.enums import (
    AllegationOutcome,
    AllegationStatus,
    EntryKind,
    ListedBecause,
    MeetingKind,
    WorksWith,
)
from referrals.allegations.querysets import (
    AllegationChangeQuerySet,
    AllegationHolderQuerySet,
    AllegationQuerySet,
    AllegationRowQuerySet,
)
from referrals.contacts.enums import Answer
from referrals.contacts.models import Contact, ContactPerson

USER = settings.AUTH_USER_MODEL


def _text() -> models.TextField:  # type: ignore[type-arg]
    return models.TextField(blank=True)


def _asked() -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=9, choices=Answer, blank=True)


@tracked()
class Allegation(Record):
    """What is alleged against somebody at their work, whether the threshold is met, and how it ended."""

    reference = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=10, choices=AllegationStatus, default=AllegationStatus.RECEIVED)
    # The concern that named them, where one did; the person as it was told there.
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="allegations"
    )
    contact_person = models.OneToOneField(
        ContactPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="allegation"
    )
    received_at = models.DateTimeField()
    # When the employer came to know: the officer is told within a working day of it.
    employer_aware_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=240, blank=True)
    late_reason = _text()

    subject_name = models.CharField(max_length=160, blank=True)
    subject_born_on = models.DateField(null=True, blank=True)
    subject_role = models.CharField(max_length=160, blank=True)
    employer = models.CharField(max_length=240, blank=True)
    works_with = models.CharField(max_length=8, choices=WorksWith, default=WorksWith.UNKNOWN)
    what = models.TextField()
    concerned = _text()

    considered_at = models.DateTimeField(null=True, blank=True)
    considered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    harm_tests = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    threshold_reason = _text()
    advice = _text()

    # Other children and adults they meet, at work and at home.
    own_children = _asked()
    others_at_risk = _text()
    safeguards = _text()
    employer_steps = _text()

    outcome = models.CharField(max_length=16, choices=AllegationOutcome, blank=True)
    outcome_reason = _text()
    dbs_referral = _asked()
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AllegationQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("considered", label="allegation"),
            paired("concluded", label="allegation"),
            models.CheckConstraint(condition=~Q(what=""), name="allegation_says_what"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(concluded_at__isnull=False) & ~Q(outcome_reason=""),
                name="allegation_outcome_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="OPEN") | Q(considered_at__isnull=False),
                name="allegation_open_when_considered",
            ),
        ]
        indexes = [models.Index(fields=["-received_at"], name="allegation_received")]

    def __str__(self) -> str:
        return self.reference

    @property
    def path(self) -> str:
        """Where its named list reads it."""
        return f"/allegations/{self.public_id}/"


@append_only
class AllegationChange(StatusChange, PublicModel):
    """One step of an allegation."""

    record = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="changes")

    objects = AllegationChangeQuerySet.as_manager()


@tracked()
class AllegationHolder(Record):
    """Someone on the named list of an allegation."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="holders")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=ListedBecause)
    reason = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AllegationHolderQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("acknowledged", label="allegation_holder"),
            paired("ended", label="allegation_holder"),
            models.UniqueConstraint(
                fields=["allegation", "user"],
                condition=Q(ended_at__isnull=True),
                name="allegation_holder_once",
            ),
        ]
        indexes = [models.Index(fields=["user", "allegation"], name="allegation_holder_of_user")]


@append_only
class AllegationReading(PublicModel):
    """Who opened an allegation, when: the store keeps its own log, apart from that of people's records."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="readings")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    objects = AllegationRowQuerySet.as_manager()


@append_only
class AllegationEntry(Record):
    """Something done on an allegation: a note, or that somebody was told, and what."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind)
    who = models.CharField(max_length=240, blank=True)
    text = models.TextField()
    happened_at = models.DateTimeField()
    happened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    objects = AllegationRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="NOTE") | ~Q(who=""), name="allegation_entry_says_whom"),
        ]


@append_only
class AllegationMeeting(Record):
    """A strategy meeting about an allegation, or a later one: who took part, what was decided."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=8, choices=MeetingKind)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    present = models.TextField()
    discussed = models.TextField()
    decided = models.TextField()
    actions = models.TextField(blank=True)
    next_on = models.DateField(null=True, blank=True)

    objects = AllegationRowQuerySet.as_manager()
