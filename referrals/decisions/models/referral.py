"""A contact whose section 17 or 47 threshold was accepted: what national returns count (domain.md C2, C9)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, StatusChange, paired
from people.models import Person
from referrals.contacts.models import Contact, ContactPerson
from referrals.decisions.enums import ReferralStatus
from referrals.decisions.models.decision import Decision
from referrals.decisions.querysets import ReferralChangeQuerySet, ReferralQuerySet, ReferralRowQuerySet

_USER = settings.AUTH_USER_MODEL


@tracked()
class Referral(Record):
    """One referral of a contact, about one or several people."""

    reference = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=10, choices=ReferralStatus, default=ReferralStatus.OPEN)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="referrals")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="referral")
    received_at = models.DateTimeField()
    source = models.CharField(max_length=3, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    close_reason = models.CharField(max_length=4, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("closed", label="referral"),
            # A reason for closing goes with the closing date and the other way about (domain.md C9).
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, close_reason="")
                | Q(closed_at__isnull=False) & ~Q(close_reason=""),
                name="referral_closing_has_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["-received_at"], name="referral_received")]

    def __str__(self) -> str:
        return self.reference


@tracked()
class ReferralSubject(PublicModel):
    """A person a referral is about, and the referral within the twelve months before, if there was one."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="subjects")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referral_subjects")
    contact_person = models.ForeignKey(ContactPerson, on_delete=models.PROTECT, related_name="+")
    # A contact is not a referral: only an earlier referral makes this a re-referral.
    previous = models.ForeignKey(Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReferralRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "person"], name="referral_subject_once")]

    @property
    def is_re_referral(self) -> bool:
        return self.previous_id is not None


@append_only
class ReferralStatusChange(StatusChange, PublicModel):
    record = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="status_changes")

    objects = ReferralChangeQuerySet.as_manager()
