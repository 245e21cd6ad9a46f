"""What is added to a concern after it was sent, how it was rated, and who holds one that is not for all."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from referrals.contacts.enums import HolderReason, Rag, RatingSource
from referrals.contacts.models.contact import Contact
from referrals.contacts.querysets import (
    ContactRowQuerySet,
    FrontDoorRowQuerySet,
    HolderQuerySet,
    ReadingQuerySet,
)

_USER = settings.AUTH_USER_MODEL


@append_only
class ContactAddition(Record):
    """More from the referrer or the front door on a concern that was sent; it is unread again."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="additions")
    text = models.TextField()
    is_disagreement = models.BooleanField(default=False)

    objects = ContactRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["contact", "recorded_at"], name="contact_addition_of")]


@append_only
class ContactReading(PublicModel):
    """Who read a concern's files while nobody in it was matched: people's own log has no record to write it in yet."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="readings")
    purpose = models.CharField(max_length=240)
    at = models.DateTimeField()
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["contact", "-at"], name="contact_reading_of")]


@append_only
class RagRating(Record):
    """One rating with its reason; every rating is kept, the last one counts."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="ratings")
    rag = models.CharField(max_length=5, choices=Rag)
    before = models.CharField(max_length=5, choices=Rag, blank=True)
    source = models.CharField(max_length=8, choices=RatingSource, default=RatingSource.PERSON)
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    objects = FrontDoorRowQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="rag_rating_reason")]
        indexes = [models.Index(fields=["contact", "set_at"], name="rag_rating_of")]


@tracked()
class ContactHolder(Record):
    """Someone on the named list of a restricted concern, reached one after another until somebody answers."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="holders")
    user = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)
    why = models.CharField(max_length=10, choices=HolderReason)
    reason = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = HolderQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("acknowledged", label="contact_holder"),
            paired("ended", label="contact_holder"),
            models.UniqueConstraint(
                fields=["contact", "user"], condition=Q(ended_at__isnull=True), name="contact_holder_once"
            ),
        ]
        indexes = [models.Index(fields=["user", "contact"], name="contact_holder_of_user")]
