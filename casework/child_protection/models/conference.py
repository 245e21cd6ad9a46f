"""A conference: when, where, who chairs, who is invited, its order of business, a delay agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.child_protection.enums import Attendance, ConferenceKind, ConferenceStatus, InviteeKind
from casework.child_protection.querysets import (
    ConferenceQuerySet,
    ConferenceRowQuerySet,
    ConferenceStatusChangeQuerySet,
    InvitationQuerySet,
)
from core.history import append_only, tracked
from core.models import Record, StatusChange, paired

USER = settings.AUTH_USER_MODEL


@tracked()
class Conference(Record):
    """A child protection conference about one child or several of a family."""

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=ConferenceKind)
    status = models.CharField(max_length=10, choices=ConferenceStatus, default=ConferenceStatus.REQUESTED)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField(blank=True)
    interim_plan = models.TextField(blank=True)
    # A transfer-in conference: which authority, and the day its written notification arrived.
    other_authority = models.CharField(max_length=120, blank=True)
    notified_on = models.DateField(null=True, blank=True)
    chair = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="chaired_conferences"
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    held_on = models.DateField(null=True, blank=True)
    is_quorate = models.BooleanField(null=True, blank=True)
    not_quorate_reason = models.TextField(blank=True)
    family_composition = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    needs_to_happen = models.TextField(blank=True)
    exclusions = models.TextField(blank=True)
    decision_sent_at = models.DateTimeField(null=True, blank=True)
    decision_sent_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    record_sent_at = models.DateTimeField(null=True, blank=True)
    record_sent_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("requested", label="conference"),
            paired("decision_sent", label="conference"),
            paired("record_sent", label="conference"),
            # CIN census: the conference date must not fall on a weekend.
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(held_on__iso_week_day__lte=5),
                name="conference_not_on_a_weekend",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("HELD", "RECORDED")) | Q(held_on__isnull=False, chair__isnull=False),
                name="conference_held_on",
            ),
            models.CheckConstraint(
                condition=~Q(kind="TRANSFER_IN") | Q(notified_on__isnull=False) & ~Q(other_authority=""),
                name="conference_transfer_in_from",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@append_only
class ConferenceStatusChange(StatusChange):
    record = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="status_changes")

    objects = ConferenceStatusChangeQuerySet.as_manager()


@tracked()
class AgendaItem(Record):
    """One item of the order of business, with what was noted and whether it is done."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    is_done = models.BooleanField(default=False)

    objects = ConferenceRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "position"], name="agenda_item_position")
        ]


@tracked()
class Invitation(Record):
    """Somebody asked to come, to send a report, or both; and whether they did."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=10, choices=InviteeKind)
    user = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="conference_invitations"
    )
    agency = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    wants_report = models.BooleanField(default=False)
    attendance = models.CharField(max_length=10, choices=Attendance, default=Attendance.INVITED)
    attendance_note = models.CharField(max_length=240, blank=True)
    report_due_on = models.DateField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=("LA", "AGENCY")) | Q(agency__isnull=False),
                name="invitation_agency_named",
            ),
            models.CheckConstraint(
                condition=~Q(attendance="EXCLUDED") | ~Q(attendance_note=""),
                name="invitation_excluded_with_reason",
            ),
        ]


@tracked()
class DelayAgreement(Record):
    """More time for an initial conference: the social care manager and the chair agree, an interim plan in force."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="delays")
    until = models.DateField()
    reason = models.TextField()
    interim_plan = models.TextField()
    manager_agreed_at = models.DateTimeField()
    manager_agreed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    chair_agreed_at = models.DateTimeField(null=True, blank=True)
    chair_agreed_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConferenceRowQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("chair_agreed", label="delay_agreement"),
            models.CheckConstraint(
                condition=Q(until__iso_week_day__lte=5), name="delay_agreement_not_to_a_weekend"
            ),
        ]
