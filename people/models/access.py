"""Who may open a record beyond their involvement, who did, and which record is a colleague's own."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.history import append_only, tracked
from core.models import PublicModel, Record, paired
from people.enums import AccessAct, GrantKind, RequestAnswer, Restriction, ReviewOutcome, StaffLinkKind
from people.models.person import Person
from people.querysets import (
    AccessLogQuerySet,
    AccessRequestQuerySet,
    GrantQuerySet,
    RestrictionOrderQuerySet,
    SafetyWarningQuerySet,
    StaffLinkQuerySet,
)


@tracked()
class Grant(Record):
    """Leave for one user to open one person's record, with a reason and an end."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=12, choices=GrantKind)
    reason_code = models.CharField(max_length=16, blank=True)
    reason = models.TextField()
    source = models.CharField(max_length=60, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=5, choices=ReviewOutcome, blank=True)
    review_note = models.CharField(max_length=400, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("reviewed", label="grant"),
            # A restricted record's named list has no set end; every other grant ends.
            models.CheckConstraint(condition=Q(kind="NAMED") | Q(ends_at__isnull=False), name="grant_ends"),
        ]
        indexes = [models.Index(fields=["user", "person"], name="grant_of_user")]


@append_only
class AccessLog(PublicModel):
    """Who read what of whom, when and for what purpose; rows are added in the transaction of the answer."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    act = models.CharField(max_length=12, choices=AccessAct)
    purpose = models.CharField(max_length=240)
    roles = models.CharField(max_length=60, blank=True)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="access_log_of_person"),
            models.Index(fields=["by", "-at"], name="access_log_by"),
        ]


@tracked()
class StaffLink(Record):
    """A member of staff and a person record that is their own, their family's or at their address (safety p)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="person_links")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="staff_links")
    kind = models.CharField(max_length=10, choices=StaffLinkKind)
    note = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = StaffLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("ended", label="staff_link"),
            models.UniqueConstraint(
                fields=["user", "person", "kind"], condition=Q(ended_at__isnull=True), name="staff_link_once"
            ),
        ]


@tracked()
class RestrictionOrder(Record):
    """Why a record is hidden from all but its named list, and when that is looked at again (every six months)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restriction_orders")
    restriction = models.CharField(max_length=10, choices=Restriction)
    reason = models.CharField(max_length=400)
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RestrictionOrderQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("ended", label="restriction_order"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="restriction_order_one_in_force"
            ),
        ]


@tracked()
class AccessRequest(Record):
    """A worker asks the duty director to open a record that they may not even know of; nothing is told by asking."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_requests"
    )
    asked_at = models.DateTimeField()
    reference = models.CharField(max_length=40)
    born_on = models.DateField(null=True, blank=True)
    reason = models.TextField()
    # Found blind: whoever asked never learns whether there is one.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    director = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=8, choices=RequestAnswer, blank=True)
    answer_reason = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        constraints = [paired("answered", label="access_request")]
        indexes = [models.Index(fields=["-asked_at"], name="access_request_latest")]


@tracked()
class SafetyWarning(Record):
    """A danger to visiting staff, told before an address or number; "ring duty first" (safety t)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="safety_warnings")
    what = models.CharField(max_length=240)
    ring_duty_first = models.BooleanField(default=True)
    review_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SafetyWarningQuerySet.as_manager()

    class Meta:
        constraints = [paired("reviewed", label="safety_warning")]
