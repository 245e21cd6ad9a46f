"""A case, who works on it, what is written in it, how it is handed over and closed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.cases.enums import (
    CaseKind,
    CaseStatus,
    ClosureReason,
    HandoverKind,
    Marking,
    NoteKind,
    OversightOccasion,
    Rating,
    Significance,
)
from casework.cases.querysets import (
    AddendumQuerySet,
    CaseQuerySet,
    CaseRowQuerySet,
    CaseStatusChangeQuerySet,
    ChronologyQuerySet,
    FamilyGroupQuerySet,
    HandoverQuerySet,
    NoteQuerySet,
    OversightQuerySet,
)
from core.history import append_only, tracked
from core.models import Record, StatusChange, paired

USER = settings.AUTH_USER_MODEL


@tracked()
class FamilyGroup(Record):
    """Cases of people of one family that are worked together; each person keeps their own record."""

    note = models.CharField(max_length=200, blank=True)

    objects = FamilyGroupQuerySet.as_manager()


@tracked()
class Case(Record):
    """The one open case of a person: the frame, the team, how it stands (seed ¶12)."""

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="cases")
    family_group = models.ForeignKey(
        FamilyGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    kind = models.CharField(max_length=12, choices=CaseKind)
    status = models.CharField(max_length=20, choices=CaseStatus, default=CaseStatus.OPEN)
    rating = models.CharField(max_length=6, choices=Rating, blank=True)
    rating_reason = models.CharField(max_length=240, blank=True)
    opened_from = models.ForeignKey(
        "referrals.Referral", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    # Since when nobody has been allocated; empty while somebody is.
    unallocated_since = models.DateTimeField(null=True, blank=True)
    # How often the plan in force asks for a visit, in working days; empty where the limit alone rules.
    visit_every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    proposal = models.TextField(blank=True)
    proposed_kind = models.CharField(max_length=12, choices=CaseKind, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closure_reason = models.CharField(max_length=3, choices=ClosureReason, blank=True)
    closure_note = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=~Q(status="CLOSED"), name="case_one_open_a_person"
            ),
            paired("opened", label="case"),
            paired("closed", label="case"),
            # A reason for closing is needed with a closing date, and the other way round (CIN census).
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closure_reason="")
                | Q(closed_at__isnull=False) & ~Q(closure_reason=""),
                name="case_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="CLOSED") | Q(closed_at__isnull=False), name="case_closed_status"
            ),
        ]
        indexes = [
            models.Index(fields=["team", "kind"], name="case_of_team", condition=~Q(status="CLOSED")),
        ]

    def __str__(self) -> str:
        return self.reference


@append_only
class CaseStatusChange(StatusChange):
    record = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="status_changes")

    objects = CaseStatusChangeQuerySet.as_manager()


@tracked()
class CaseKindPeriod(Record):
    """A case in one frame between two moments: stepped up or down, history never overwritten."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="kind_periods")
    kind = models.CharField(max_length=12, choices=CaseKind)
    reason = models.TextField(blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CaseRowQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("ended", label="case_kind_period"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="case_kind_period_one_open"
            ),
        ]


@tracked()
class Allocation(Record):
    """A worker's time as the one allocated to a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="allocations")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True)

    objects = CaseRowQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("ended", label="allocation"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="allocation_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["worker"], name="allocation_of_worker", condition=Q(ended_at__isnull=True)),
        ]


@tracked()
class Handover(Record):
    """A case offered to another team or lead; nothing changes hands until it is accepted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=10, choices=HandoverKind)
    to_team = models.ForeignKey(
        "accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_lead = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="offered_cases"
    )
    to_kind = models.CharField(max_length=12, choices=CaseKind, blank=True)
    reason = models.TextField()
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decline_reason = models.TextField(blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("accepted", label="handover"),
            paired("declined", label="handover"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
                name="handover_ends_one_way",
            ),
            models.CheckConstraint(
                condition=Q(to_team__isnull=False) | Q(to_lead__isnull=False), name="handover_to_somebody"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(accepted_at__isnull=True, declined_at__isnull=True),
                name="handover_one_waiting",
            ),
        ]


@tracked()
class CaseNote(Record):
    """What happened, with fact and opinion apart; its text is locked a day after it was written."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=14, choices=NoteKind)
    happened_on = models.DateField()
    happened_time = models.TimeField(null=True, blank=True)
    participants = models.CharField(max_length=300, blank=True)
    facts = models.TextField()
    opinion = models.TextField(blank=True)
    # When the entry was due after the event, by the clock that held (NOTE or NOTE-CP).
    due_on = models.DateField(null=True, blank=True)
    # Recorded on the wrong person: withdrawn with a trail, and what it was written again as. Never deleted.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=240, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_as"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("withdrawn", label="case_note"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="case_note_withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["case", "-happened_on"], name="case_note_latest")]


@append_only
class NoteAddendum(Record):
    """What was added to a note after it was locked."""

    note = models.ForeignKey(CaseNote, on_delete=models.PROTECT, related_name="addenda")
    text = models.TextField()

    objects = AddendumQuerySet.as_manager()


@tracked()
class ChronologyEntry(Record):
    """A significant event in one line, ticked when it was recorded or written down for itself."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="chronology")
    on = models.DateField()
    is_approximate = models.BooleanField(default=False)
    event = models.CharField(max_length=300)
    impact = models.CharField(max_length=300, blank=True)
    significance = models.CharField(max_length=10, choices=Significance)
    marking = models.CharField(max_length=14, choices=Marking, default=Marking.PROFESSIONALS)
    # What it was taken from: "note", "visit", a reference; with the id of the row.
    source = models.CharField(max_length=60)
    source_public_id = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChronologyQuerySet.as_manager()

    class Meta:
        constraints = [paired("withdrawn", label="chronology_entry")]
        indexes = [models.Index(fields=["person", "on"], name="chronology_of_person")]


@tracked()
class ManagementOversight(Record):
    """A manager's decision on a case with its rationale, what is to be done and by when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="oversight")
    occasion = models.CharField(max_length=16, choices=OversightOccasion)
    decision = models.TextField()
    rationale = models.TextField()
    directive = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)

    objects = OversightQuerySet.as_manager()
