"""Strategy discussions and the section 47 enquiries they begin (Children Act 1989 s47; Working Together)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from assessments.single.enums import Marking
from assessments.single.models import MarkedText
from assessments.strategy.enums import (
    Attendance,
    DiscussionKind,
    DiscussionStatus,
    Inquiry,
    Medical,
    Section47Outcome,
    Section47Status,
    Sector,
)
from assessments.strategy.querysets import (
    DiscussionChangeQuerySet,
    DiscussionChildQuerySet,
    DiscussionQuerySet,
    DiscussionRowQuerySet,
    PoliceInformationQuerySet,
    SafeInformationQuerySet,
    Section47ChangeQuerySet,
    Section47QuerySet,
)
from core.history import append_only, tracked
from core.models import Record, StatusChange, paired
from people.models import Person

USER = settings.AUTH_USER_MODEL


@tracked()
class StrategyDiscussion(Record):
    """Social care, police and health decide together whether a section 47 enquiry begins, for each child."""

    reference = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=10, choices=DiscussionStatus, default=DiscussionStatus.CONVENED)
    contact = models.ForeignKey(
        "referrals.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="strategy_discussions",
    )
    referral = models.ForeignKey(
        "referrals.Referral",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="strategy_discussions",
    )
    # When the threshold of significant harm was seen to be crossed: the clock's day 0.
    threshold_seen_at = models.DateTimeField()
    convened_at = models.DateTimeField()
    convened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    # Whose enquiry it will be.
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="strategy_discussions"
    )
    kind = models.CharField(max_length=10, choices=DiscussionKind, blank=True)
    # It is being held now: since when, and who writes.
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pen = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    late_reason = models.TextField(blank=True)
    quorum_reason = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    inquiry = models.CharField(max_length=14, choices=Inquiry, blank=True)
    medical = models.CharField(max_length=10, choices=Medical, blank=True)
    medical_note = models.TextField(blank=True)
    # Whether the child is to be interviewed under Achieving Best Evidence, and how.
    best_evidence = models.BooleanField(null=True, blank=True)
    best_evidence_note = models.TextField(blank=True)
    sibling_decisions = models.TextField(blank=True)
    disclosure_limits = models.TextField(blank=True)
    next_meeting_at = models.DateTimeField(null=True, blank=True)
    minutes_to = models.TextField(blank=True)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("held", label="strategy"),
            paired("started", label="strategy"),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(status="HELD"),
                name="strategy_held_when_said",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@append_only
class StrategyChange(StatusChange):
    """One step of a strategy discussion."""

    record = models.ForeignKey(StrategyDiscussion, on_delete=models.PROTECT, related_name="changes")

    objects = DiscussionChangeQuerySet.as_manager()


@tracked()
class StrategyChild(Record):
    """A child the discussion is about, brothers and sisters included: is the threshold met, and why."""

    discussion = models.ForeignKey(StrategyDiscussion, on_delete=models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="strategy_discussions")
    section_47_met = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = DiscussionChildQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["discussion", "person"], name="strategy_child_once")]


@tracked()
class StrategyAttendee(Record):
    """Who was invited, who took part, for which agency."""

    discussion = models.ForeignKey(StrategyDiscussion, on_delete=models.PROTECT, related_name="attendees")
    sector = models.CharField(max_length=14, choices=Sector)
    attendance = models.CharField(max_length=10, choices=Attendance)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Somebody without an account here.
    name = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    joined_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DiscussionRowQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("joined", label="strategy_attendee"),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(name=""), name="strategy_attendee_someone"
            ),
            models.UniqueConstraint(
                fields=["discussion", "user"], condition=Q(user__isnull=False), name="strategy_attendee_once"
            ),
        ]


@tracked()
class StrategyAction(Record):
    """Who does what by when."""

    discussion = models.ForeignKey(StrategyDiscussion, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    who = models.CharField(max_length=160)
    due_on = models.DateField(null=True, blank=True)

    objects = DiscussionRowQuerySet.as_manager()


class SharedInformation(MarkedText):
    """What an agency told the discussion."""

    sector = models.CharField(max_length=14, choices=Sector)

    class Meta:
        abstract = True


@tracked()
class StrategyInformation(SharedInformation):
    """What an agency shared, for all who take part."""

    discussion = models.ForeignKey(StrategyDiscussion, on_delete=models.PROTECT, related_name="information")
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.PROFESSIONALS)

    objects = DiscussionRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(marking__in=["SHARE_ALL", "PROFESSIONALS"]), name="strategy_information_marking"
            )
        ]


@tracked()
class StrategyPoliceInformation(SharedInformation):
    """Police-restricted: minuted as "police information shared, see the restricted record"."""

    discussion = models.ForeignKey(
        StrategyDiscussion, on_delete=models.PROTECT, related_name="police_information"
    )

    objects = PoliceInformationQuerySet.as_manager()


@tracked()
class StrategySafeInformation(SharedInformation):
    """What could betray a safe address."""

    discussion = models.ForeignKey(
        StrategyDiscussion, on_delete=models.PROTECT, related_name="safe_information"
    )

    objects = SafeInformationQuerySet.as_manager()


@tracked()
class Section47(Record):
    """An enquiry whether a child suffers or is likely to suffer significant harm (Children Act 1989 s47)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="section_47s")
    # The discussion that began it: the conference clock counts from there however many follow.
    discussion = models.ForeignKey(StrategyDiscussion, on_delete=models.PROTECT, related_name="section_47s")
    status = models.CharField(max_length=8, choices=Section47Status, default=Section47Status.STARTED)
    started_at = models.DateTimeField()
    categories = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    grounds = models.TextField(blank=True)
    first_seen_at = models.DateTimeField(null=True, blank=True)
    first_seen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_alone = models.BooleanField(default=False)
    not_seen_reason = models.TextField(blank=True)
    medical_held_on = models.DateField(null=True, blank=True)
    medical_findings = models.TextField(blank=True)
    interviews = models.TextField(blank=True)
    criminal_outcome = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, choices=Section47Outcome, blank=True)
    conference_required = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = Section47QuerySet.as_manager()

    class Meta:
        constraints = [
            paired("first_seen", label="section_47"),
            paired("concluded", label="section_47"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(status="STARTED"), name="section_47_one_open_a_person"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", concluded_at__isnull=True, conference_required__isnull=True)
                | (
                    Q(status="OUTCOME", concluded_at__isnull=False, conference_required__isnull=False)
                    & ~Q(outcome="")
                ),
                name="section_47_outcome_when_concluded",
            ),
            models.CheckConstraint(
                condition=~Q(conference_required=False) | ~Q(reason=""),
                name="section_47_no_conference_reason",
            ),
            models.CheckConstraint(
                condition=~Q(conference_required=True) | Q(outcome="CONTINUING_RISK"),
                name="section_47_conference_for_continuing_risk",
            ),
        ]

    @property
    def reference(self) -> str:
        """Enquiries are quoted by the discussion that began them."""
        return self.discussion.reference


@append_only
class Section47Change(StatusChange):
    """One step of an enquiry."""

    record = models.ForeignKey(Section47, on_delete=models.PROTECT, related_name="changes")

    objects = Section47ChangeQuerySet.as_manager()
