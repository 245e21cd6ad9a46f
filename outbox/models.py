"""Jobs, notices, deliveries and idempotency keys: no row here points to a person served."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import PublicModel
from outbox.enums import Channel, DeliveryOutcome, MailText
from outbox.querysets import DeliveryQuerySet, IdempotencyKeyQuerySet, JobQuerySet, NoticeQuerySet

__all__ = ["Delivery", "IdempotencyKey", "Job", "Notice"]


class Job(PublicModel):
    """Something to do later, written in the transaction that wants it done; `payload` holds ids only."""

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=200)
    run_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # The id under which the log keeps the failure; never its text, which may carry what a person typed.
    last_error_id = models.CharField(max_length=32, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="job_once_a_key")]
        indexes = [
            models.Index(
                fields=["run_at", "id"],
                name="job_waiting",
                condition=Q(done_at__isnull=True, given_up_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Notice(PublicModel):
    """A member of staff is told that something awaits them: what kind, its reference and where to read it."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    # Set when the one it was meant for is away and this one covers (safety d).
    meant_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=60)
    path = models.CharField(max_length=300)
    key = models.CharField(max_length=200)
    mail_text = models.CharField(max_length=10, choices=MailText, default=MailText.NOTICE)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "key"], name="notice_once_a_person"),
            models.CheckConstraint(condition=Q(path="") | Q(path__startswith="/"), name="notice_path_within"),
        ]
        indexes = [models.Index(fields=["to", "-created_at"], name="notice_by_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Delivery(models.Model):
    """A notice on its way by another channel; the Message-ID stays the same however often it is tried."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    message_id = models.CharField(max_length=120, unique=True)
    outcome = models.CharField(max_length=10, choices=DeliveryOutcome, default=DeliveryOutcome.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once_a_channel")]


class IdempotencyKey(models.Model):
    """A form already sent: sending it again gives the same reference and does nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    reference = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, blank=True)
    used_at = models.DateTimeField()

    objects = IdempotencyKeyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "action", "key"], name="idempotency_once")]
