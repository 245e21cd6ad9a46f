"""What the referrer and the family may know of a decision (safety g, h)."""

from django.db import models
from django.db.models import Q

from core.history import append_only
from core.models import Record
from referrals.contacts.models import ContactPerson
from referrals.decisions.enums import Release
from referrals.decisions.models.decision import Decision
from referrals.decisions.querysets import DecisionRowQuerySet


@append_only
class Feedback(Record):
    """What the decider lets the referrer read, with the reason; the last one counts."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="feedback")
    release = models.CharField(max_length=12, choices=Release)
    reason = models.TextField()
    words = models.TextField(blank=True)
    # Safety g: a relative, somebody in the household, the alleged source, a restricted record.
    by_manager = models.BooleanField(default=False)

    objects = DecisionRowQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="feedback_reason")]


@append_only
class FamilyTold(Record):
    """One addressee told, after a safe-contact check; or the family not told, because."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="family_told")
    addressee = models.ForeignKey(
        ContactPerson, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    how = models.CharField(max_length=120, blank=True)
    safe_contact_checked = models.BooleanField(default=False)
    agreed_by_manager = models.BooleanField(default=False)
    not_told_because = models.TextField(blank=True)

    objects = DecisionRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(addressee__isnull=True) & ~Q(not_told_because="")
                | Q(addressee__isnull=False, safe_contact_checked=True, not_told_because="") & ~Q(how=""),
                name="family_told_or_why_not",
            )
        ]
