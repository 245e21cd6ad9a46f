"""Checks with other agencies: the question, its basis, the answer with a marking on every paragraph (safety i)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, Team
from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from referrals.contacts.models import Contact
from referrals.information.enums import Basis, ChaseStep, Check, Marking, ReplyKind
from referrals.information.querysets import (
    ChaseQuerySet,
    OpeningQuerySet,
    ParagraphQuerySet,
    ReplyQuerySet,
    RequestQuerySet,
)

_USER = settings.AUTH_USER_MODEL


@tracked()
class InformationRequest(Record):
    """A question to one agency about named people; the referrer and the concern stay hidden from it."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="requests")
    check_kind = models.CharField(max_length=14, choices=Check)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The team of an agency whose knowledge it is: adults, early help, youth justice.
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Names and dates of birth as chosen by whoever asked: all that the agency learns of the concern.
    about = models.TextField()
    question = models.TextField()
    basis = models.CharField(max_length=10, choices=Basis)
    override_reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    # The agency was closed when it was asked: when it opens again, and whom to ring until then.
    opens_at = models.DateTimeField(null=True, blank=True)
    ring_instead = models.CharField(max_length=200, blank=True)
    # The concern was rated higher after it was asked: since when it is due sooner, and the limit before.
    shortened_at = models.DateTimeField(null=True, blank=True)
    shortened_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_before = models.DateTimeField(null=True, blank=True)
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
            paired("shortened", label="information_request"),
            models.CheckConstraint(
                condition=Q(shortened_at__isnull=True, due_before__isnull=True)
                | Q(shortened_at__isnull=False, due_before__gt=F("due_at")),
                name="information_request_only_shortened",
            ),
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
    # Written down by the front door on the telephone: who of the agency said it.
    told_by = models.CharField(max_length=160, blank=True)

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


@append_only
class InformationChase(Record):
    """The agency was reminded: by hand, or by the clock."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="chases")
    step = models.CharField(max_length=4, choices=ChaseStep)

    objects = ChaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "step"], condition=~Q(step="HAND"), name="information_chase_once_a_step"
            )
        ]


@tracked()
class AgencyOpening(Record):
    """On which days and hours an agency answers; without a row it keeps the council's working days."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="opening")
    always = models.BooleanField(default=False)
    # Monday is 1, as in the calendar's own count; bank holidays are closed unless `always`.
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    out_of_hours = models.CharField(max_length=160, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(always=True) | Q(opens__isnull=False, closes__gt=F("opens")),
                name="agency_opening_hours_in_order",
            )
        ]


@tracked()
class AgencyClosure(Record):
    """Days on which an agency is closed, school holidays above all, and who answers for it meanwhile."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="closures")
    first_on = models.DateField()
    last_on = models.DateField()
    contact = models.CharField(max_length=160, blank=True)
    stand_in = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("cancelled", label="agency_closure"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="agency_closure_days_in_order"
            ),
        ]
