"""Checks with other agencies: the question, its basis, the answer with a marking on every paragraph (safety i)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Agency
from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from referrals.contacts.models import Contact
from referrals.information.enums import Basis, Check, Marking, ReplyKind
from referrals.information.querysets import ParagraphQuerySet, ReplyQuerySet, RequestQuerySet

_USER = settings.AUTH_USER_MODEL


@tracked()
class InformationRequest(Record):
    """A question to one agency about named people; the referrer and the concern stay hidden from it."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="requests")
    check_kind = models.CharField(max_length=14, choices=Check)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Names and dates of birth as chosen by whoever asked: all that the agency learns of the concern.
    about = models.TextField()
    question = models.TextField()
    basis = models.CharField(max_length=10, choices=Basis)
    override_reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    chased_at = models.DateTimeField(null=True, blank=True)
    chased_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("chased", label="information_request"),
            paired("replied", label="information_request"),
            paired("withdrawn", label="information_request"),
            models.CheckConstraint(
                condition=~Q(basis="OVERRIDE") | ~Q(override_reason=""),
                name="information_request_override_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["contact"],
                name="information_request_open",
                condition=Q(replied_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.Index(fields=["agency", "-asked_at"], name="information_request_agency"),
        ]


@append_only
class InformationReply(Record):
    """An agency's answer: nothing known (what was searched), known, or call me. Silence is none of these."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=13, choices=ReplyKind)
    searched = models.TextField(blank=True)
    call_on = models.CharField(max_length=120, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="NOTHING_KNOWN") | ~Q(searched=""),
                name="information_reply_says_what_was_searched",
            ),
            models.CheckConstraint(
                condition=~Q(kind="CALL_ME") | ~Q(call_on=""), name="information_reply_says_where_to_call"
            ),
        ]
        indexes = [models.Index(fields=["request", "recorded_at"], name="information_reply_of")]


@append_only
class ReplyParagraph(PublicModel):
    """One paragraph of an answer under its own marking."""

    reply = models.ForeignKey(InformationReply, on_delete=models.PROTECT, related_name="paragraphs")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    marking = models.CharField(max_length=18, choices=Marking, default=Marking.PROFESSIONALS)
    may_tell_family = models.BooleanField(default=False)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "position"], name="reply_paragraph_position"),
            models.CheckConstraint(
                condition=Q(may_tell_family=False) | Q(marking="SHAREABLE"),
                name="reply_paragraph_family_only_if_shareable",
            ),
        ]
