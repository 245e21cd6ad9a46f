"""A concern as it was told: one contact, whoever it is about and whatever becomes of it (domain.md C1)."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, StatusChange, paired
from referrals.contacts.enums import (
    UNDECIDED,
    Answer,
    Channel,
    ConsentNotSought,
    ContactKind,
    ContactStatus,
    HowKnown,
    PoliceGrade,
    Rag,
    RestrictionKind,
)
from referrals.contacts.querysets import ContactQuerySet, StatusChangeQuerySet

_USER = settings.AUTH_USER_MODEL


def _text() -> models.TextField:  # type: ignore[type-arg]
    return models.TextField(blank=True)


def _asked() -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=9, choices=Answer, blank=True)


@tracked()
class Contact(Record):
    """A concern logged by anybody; it becomes a referral only when the section 17 or 47 threshold is accepted."""

    reference = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=16, choices=ContactStatus, default=ContactStatus.RECEIVED)
    kind = models.CharField(max_length=14, choices=ContactKind, default=ContactKind.SAFEGUARDING)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PORTAL)
    # When the authority received it, by whatever way in; typing it in may come later (domain.md B).
    received_at = models.DateTimeField()
    logged_at = models.DateTimeField()
    logged_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="concerns_logged")
    # "Send now, finish later" leaves the rest of the form open to its referrer.
    is_complete = models.BooleanField(default=True)
    # A decided concern that is opened again is decided once more.
    round = models.PositiveSmallIntegerField(default=1)

    # Who tells. `referrer` is their account, where they have one and logged it themselves.
    referrer = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_role = models.CharField(max_length=120, blank=True)
    referrer_agency = models.CharField(max_length=160, blank=True)
    referrer_source = models.CharField(max_length=3, blank=True)
    referrer_phone = models.CharField(max_length=40, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_email_is_safe = models.BooleanField(default=False)
    # When and how whoever tells may be reached without harm to them, in their words.
    referrer_reach = models.CharField(max_length=240, blank=True)
    referrer_relationship = models.CharField(max_length=120, blank=True)
    referrer_is_relative = models.BooleanField(default=False)
    referrer_in_household = models.BooleanField(default=False)
    referrer_is_alleged_source = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(default=False)
    # Whether the family may be told who reported; never assumed.
    identity_may_be_told = models.BooleanField(default=False)

    danger_now = models.CharField(max_length=9, choices=Answer, blank=True)
    danger_detail = _text()
    where_now = _text()
    with_whom = models.CharField(max_length=240, blank=True)
    tonight = _text()

    what = models.TextField()
    how_known = models.CharField(max_length=10, choices=HowKnown, blank=True)
    when_and_where = _text()
    concerns = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    injuries = _text()
    evidence = _text()

    past_harm = _text()
    danger_statement = _text()
    complicating = _text()
    strengths = _text()
    existing_safety = _text()
    earlier_help = _text()
    scale = models.PositiveSmallIntegerField(null=True, blank=True)

    child_words = _text()
    words_obtained_how = models.CharField(max_length=240, blank=True)
    seen_alone = _asked()
    daily_life = _text()
    no_voice_because = _text()
    adult_view = _text()

    consent_asked = _asked()
    consent_given = _asked()
    consent_by = models.CharField(max_length=120, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    consent_for = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    consent_not_sought = models.CharField(max_length=16, choices=ConsentNotSought, blank=True)
    family_knows = _asked()

    agencies_involved = _text()
    agencies_missing = _text()
    staff_risks = _text()

    requested_tier = models.PositiveSmallIntegerField(null=True, blank=True)
    service_sought = _text()
    police_grade = models.CharField(max_length=10, choices=PoliceGrade, blank=True)
    # Reasons that go with "not asked", by question.
    not_asked = models.JSONField(default=dict, blank=True)

    postcode = models.CharField(max_length=8, blank=True)
    locality = models.ForeignKey(
        "localities.Locality", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ward = models.ForeignKey(
        "localities.Ward", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Concerns of one family share this key; a household is confirmed by a person, never guessed (safety l).
    family_key = models.UUIDField(default=uuid.uuid4)
    rag = models.CharField(max_length=5, choices=Rag, blank=True)
    # The earliest moment by which this concern is awaited, as its clocks say.
    due_at = models.DateTimeField(null=True, blank=True)
    first_read_at = models.DateTimeField(null=True, blank=True)
    first_read_by = models.ForeignKey(
        _USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Unread again since something was added.
    is_unread = models.BooleanField(default=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The claimant's last act on it: a claim lapses when they are idle (safety c).
    claim_touched_at = models.DateTimeField(null=True, blank=True)
    # The end of the claimant's shift as the rota had it; without a rota the shift ends as the office's day does.
    claim_until = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    # What its referrer may read of the decision, written down by whoever decided it (safety g).
    release = models.CharField(max_length=12, blank=True)
    release_words = _text()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    is_restricted = models.BooleanField(default=False)
    restriction_kind = models.CharField(max_length=6, choices=RestrictionKind, blank=True, default="")

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("first_read", label="contact"),
            paired("claimed", label="contact"),
            paired("decided", label="contact"),
            paired("released", label="contact"),
            models.CheckConstraint(
                condition=Q(is_restricted=False, restriction_kind="")
                | Q(is_restricted=True) & ~Q(restriction_kind=""),
                name="contact_restriction_has_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(scale__isnull=True) | Q(scale__gte=0, scale__lte=10), name="contact_scale_0_to_10"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="contact_says_what"),
        ]
        indexes = [
            models.Index(
                fields=["family_key", "due_at"], name="contact_open_family", condition=Q(status__in=UNDECIDED)
            ),
            models.Index(
                fields=["-decided_at"], name="contact_decided", condition=Q(decided_at__isnull=False)
            ),
            models.Index(fields=["logged_by", "-logged_at"], name="contact_of_referrer"),
            models.Index(fields=["-received_at"], name="contact_received"),
            models.Index(fields=["family_key"], name="contact_family"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_undecided(self) -> bool:
        return self.status in UNDECIDED

    @property
    def path(self) -> str:
        """Where the front door reads it."""
        return f"/front-door/{self.public_id}/"

    @property
    def headline(self) -> str:
        """The reason in ten words."""
        words = self.what.split()
        return " ".join(words[:10]) + ("…" if len(words) > 10 else "")


@append_only
class ContactStatusChange(StatusChange, PublicModel):
    record = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="status_changes")

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["record", "at"], name="contact_status_change_of")]
