"""What stands for an undecided concern over a night, a weekend or a bank holiday (safety a)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.history import append_only, tracked
from core.models import Record, paired
from referrals.closing.enums import OfferKind
from referrals.closing.querysets import OfferQuerySet
from referrals.contacts.models import Contact
from referrals.contacts.querysets import FrontDoorRowQuerySet

_USER = settings.AUTH_USER_MODEL


@tracked()
class OutOfHoursOffer(Record):
    """A concern offered to a named out-of-hours worker for one closure; until they accept it nothing is covered."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="offers")
    round = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=OfferKind)
    to = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    # The closure it is for: an acceptance of Thursday evening says nothing of Friday's.
    closes_at = models.DateTimeField()
    opens_at = models.DateTimeField()
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accept_note = models.TextField(blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decline_reason = models.TextField(blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("accepted", label="out_of_hours_offer"),
            paired("declined", label="out_of_hours_offer"),
            models.CheckConstraint(
                condition=Q(opens_at__gt=F("closes_at")), name="out_of_hours_offer_in_order"
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | ~Q(decline_reason=""),
                name="out_of_hours_offer_declined_with_reason",
            ),
            models.UniqueConstraint(
                fields=["contact", "to", "closes_at"],
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True),
                name="out_of_hours_offer_waits_once",
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "closes_at"], name="out_of_hours_offer_of"),
            models.Index(fields=["to", "-closes_at"], name="out_of_hours_offer_to"),
        ]


@append_only
class SafeUntil(Record):
    """A manager's word that a concern is safe until a moment of one closure, because; it stands for what was known.

    It lapses at that moment, when something is added, when the rating rises, when the concern is opened again.
    """

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="signed_safe")
    round = models.PositiveSmallIntegerField(default=1)
    closes_at = models.DateTimeField()
    until = models.DateTimeField()
    because = models.TextField()
    # The legal due moment as it stood, and why the signature reaches past it.
    due_at = models.DateTimeField(null=True, blank=True)
    past_due_because = models.TextField(blank=True)
    # What was known when it was signed.
    rag = models.CharField(max_length=5, blank=True)
    additions = models.PositiveSmallIntegerField(default=0)
    people = models.PositiveSmallIntegerField(default=0)

    objects = FrontDoorRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="safe_until_because"),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(until__lte=F("due_at")) | ~Q(past_due_because=""),
                name="safe_until_says_past_due",
            ),
        ]
        indexes = [models.Index(fields=["contact", "closes_at"], name="safe_until_of")]
