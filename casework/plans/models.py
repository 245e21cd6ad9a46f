"""One plan engine for early help, child in need and child protection: need, outcome, action, progress."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from casework.cases.enums import Rating
from casework.plans.enums import (
    ActionState,
    Agreement,
    Category,
    ChallengeDecision,
    Domain,
    EndReason,
    GapWait,
    OutcomeState,
    PlanKind,
    PlanStatus,
    ReviewDecision,
    ScoreOccasion,
)
from casework.plans.querysets import (
    GapQuerySet,
    OutcomeQuerySet,
    OutcomeRowQuerySet,
    PlanQuerySet,
    PlanRowQuerySet,
    PlanStatusChangeQuerySet,
    ProgressQuerySet,
)
from core.history import append_only, tracked
from core.models import Record, StatusChange, paired

USER = settings.AUTH_USER_MODEL


@tracked()
class Plan(Record):
    """The one current plan of a person; `ends_on` is the first day without it."""

    reference = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="plans")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=12, choices=PlanKind)
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    end_note = models.TextField(blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # A social worker's oversight, where the lead is of another profession (child in need).
    overseen_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="overseen_plans"
    )
    purpose = models.TextField(blank=True)
    danger = models.TextField(blank=True)
    bottom_lines = models.TextField(blank=True)
    contingency = models.TextField(blank=True)
    exit_criteria = models.TextField(blank=True)
    child_words = models.TextField(blank=True)
    entitlement = models.TextField(blank=True)
    # The plan may ask for visits more often than the limit does.
    visit_every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    category = models.CharField(max_length=3, choices=Category, blank=True)
    first_category = models.CharField(max_length=3, choices=Category, blank=True)
    # Earlier child protection plans ever, here and elsewhere, counted when this one began (old NI 65).
    earlier_plans = models.PositiveSmallIntegerField(null=True, blank=True)
    is_transfer_in = models.BooleanField(default=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("agreed", label="plan"),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=~Q(status="ENDED"), name="plan_one_open_a_kind"
            ),
            # No two plans of a person hold on one day: a child in need plan never runs beside child protection.
            ExclusionConstraint(
                name="plan_one_at_a_time",
                expressions=[
                    (
                        Func(F("starts_on"), F("ends_on"), models.Value("[)"), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("person", RangeOperators.EQUAL),
                ],
                condition=Q(starts_on__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="plan_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(kind="CP")
                | Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gt=F("starts_on")),
                name="plan_protection_lasts_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("DRAFT", "AGREED", "ENDED")) | Q(starts_on__isnull=False),
                name="plan_active_since",
            ),
            models.CheckConstraint(
                condition=~Q(status="ENDED") | Q(ends_on__isnull=False) & ~Q(end_reason=""),
                name="plan_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="CP") & (Q(status="DRAFT") | ~Q(category=""))
                | ~Q(kind="CP") & Q(category=""),
                name="plan_category_of_protection",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


@append_only
class PlanStatusChange(StatusChange):
    record = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="status_changes")

    objects = PlanStatusChangeQuerySet.as_manager()


@tracked()
class PlanView(Record):
    """Whether somebody the plan concerns agrees with it, in their own words."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="views")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    agreement = models.CharField(max_length=10, choices=Agreement)
    words = models.TextField(blank=True)
    said_on = models.DateField()

    objects = PlanRowQuerySet.as_manager()


@tracked()
class Need(Record):
    """What has to change for this person, in plain words."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="needs")
    domain = models.CharField(max_length=16, choices=Domain)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=1)

    objects = PlanRowQuerySet.as_manager()


@tracked()
class Outcome(Record):
    """A specific change with how it is measured, where it stands and where it should stand by when."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="outcomes")
    change = models.CharField(max_length=300)
    measure = models.CharField(max_length=300)
    baseline = models.CharField(max_length=300, blank=True)
    target = models.CharField(max_length=300, blank=True)
    by_on = models.DateField()
    state = models.CharField(max_length=8, choices=OutcomeState, default=OutcomeState.OPEN)
    position = models.PositiveSmallIntegerField(default=1)

    objects = OutcomeQuerySet.as_manager()


@append_only
class OutcomeScore(Record):
    """How near an outcome is, 0 to 10, on a day; scores are added, never changed."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="scores")
    score = models.PositiveSmallIntegerField()
    scored_on = models.DateField()
    occasion = models.CharField(max_length=8, choices=ScoreOccasion)
    note = models.CharField(max_length=300, blank=True)

    objects = OutcomeRowQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(score__lte=10), name="outcome_score_to_ten")]


@tracked()
class Action(Record):
    """What somebody will do by when; the somebody is a worker, an agency or a member of the family."""

    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(max_length=300)
    worker = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_actions"
    )
    agency = models.ForeignKey(
        "accounts.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="plan_actions"
    )
    relative = models.CharField(max_length=120, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.TO_DO)
    rating = models.CharField(max_length=6, choices=Rating, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = OutcomeRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, agency__isnull=True, relative="")
                | Q(worker__isnull=True, agency__isnull=False, relative="")
                | Q(worker__isnull=True, agency__isnull=True) & ~Q(relative=""),
                name="action_of_one",
            ),
            models.CheckConstraint(
                condition=Q(state="DONE", done_on__isnull=False) | ~Q(state="DONE") & Q(done_on__isnull=True),
                name="action_done_on",
            ),
        ]
        indexes = [
            models.Index(
                fields=["worker", "due_on"],
                name="action_of_worker",
                condition=Q(state__in=("TO_DO", "DOING")),
            ),
        ]


@append_only
class ProgressNote(Record):
    """How an action went, in somebody's words, with the rating it then had."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    text = models.TextField()
    state = models.CharField(max_length=8, choices=ActionState)
    rating = models.CharField(max_length=6, choices=Rating, blank=True)

    objects = ProgressQuerySet.as_manager()


@tracked()
class PlanReview(Record):
    """A meeting that looked at the plan: who came, what the family said, whether it works."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    present = models.TextField()
    child_view = models.TextField(blank=True)
    family_view = models.TextField(blank=True)
    is_working = models.BooleanField()
    what_changed = models.TextField(blank=True)
    decision = models.CharField(max_length=10, choices=ReviewDecision)
    next_on = models.DateField(null=True, blank=True)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "held_on"], name="plan_review_once_a_day")]


@tracked()
class PlanChallenge(Record):
    """A manager asked why a child protection plan has lasted so long, and what comes of it (nine months and on)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="challenges")
    months = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    decision = models.CharField(max_length=12, choices=ChallengeDecision)
    reason = models.TextField()
    next_steps = models.TextField(blank=True)
    # At fifteen months the challenge is a legal gateway meeting.
    legal_gateway_on = models.DateField(null=True, blank=True)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "months"], name="plan_challenge_once_a_length"),
            models.CheckConstraint(
                condition=~Q(months=15) | Q(legal_gateway_on__isnull=False),
                name="plan_challenge_legal_gateway_held",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="plan_challenge_with_reason"),
        ]


@tracked()
class Gap(Record):
    """Help that was needed and not to be had: coded so that it can be added up without a name (seed ¶16)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="gaps")
    domain = models.CharField(max_length=16, choices=Domain)
    what = models.CharField(max_length=240)
    age_band = models.CharField(max_length=10)
    locality = models.ForeignKey(
        "localities.Locality", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wait = models.CharField(max_length=8, choices=GapWait)
    workaround = models.CharField(max_length=240, blank=True)
    logged_on = models.DateField()

    objects = GapQuerySet.as_manager()
