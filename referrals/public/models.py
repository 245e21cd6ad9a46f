"""A form that a member of the public sent: each is kept, most become a concern at once, some wait to be read."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models import Record, paired
from referrals.contacts.models import Contact
from referrals.public.enums import FormStands, HeldBecause
from referrals.public.querysets import PublicFormQuerySet

_USER = settings.AUTH_USER_MODEL


@tracked(exclude=("answers", "times"))
class PublicForm(Record):
    """One form as it came; `answers` stay only of one that was held, the concern has those of all others."""

    # The concern's own from the start: the sender quotes it whether or not the form was held.
    reference = models.CharField(max_length=20, unique=True)
    received_at = models.DateTimeField()
    answers = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    says_danger = models.BooleanField(default=False)
    # Digests under a key of the day: enough to count by, not to learn who sent it.
    sender_digest = models.CharField(max_length=64)
    words_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    mail_digest = models.CharField(max_length=64, blank=True)
    # How often these very answers were sent while they waited.
    times = models.PositiveIntegerField(default=1)
    held_because = ArrayField(models.CharField(max_length=8, choices=HeldBecause), default=list, blank=True)
    # By when a held form is read by a person.
    due_at = models.DateTimeField(null=True, blank=True)
    contact = models.OneToOneField(
        Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="public_form"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    set_aside_because = models.TextField(blank=True)
    # A mail was sent to an address marked safe, once.
    receipt_sent_at = models.DateTimeField(null=True, blank=True)

    objects = PublicFormQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("released", label="public_form"),
            paired("set_aside", label="public_form"),
            models.CheckConstraint(
                condition=Q(contact__isnull=False) | ~Q(held_because=[]), name="public_form_sent_on_or_held"
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(set_aside_at__isnull=True),
                name="public_form_sent_on_or_set_aside",
            ),
        ]
        indexes = [
            models.Index(fields=["sender_digest", "received_at"], name="public_form_sender"),
            models.Index(fields=["words_digest", "received_at"], name="public_form_words"),
            models.Index(fields=["content_digest"], name="public_form_content"),
            models.Index(fields=["received_at"], name="public_form_received"),
            models.Index(
                fields=["due_at"],
                name="public_form_held",
                condition=Q(contact__isnull=True, set_aside_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def stands(self) -> FormStands:
        if self.contact_id is not None:
            return FormStands.SENT_ON
        return FormStands.SET_ASIDE if self.set_aside_at else FormStands.HELD

    @property
    def path(self) -> str:
        """Where the front door reads it."""
        return f"/front-door/held/{self.public_id}/"
