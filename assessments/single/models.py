"""The single assessment: one for a family, a part of its own for each child, contributions, oversight."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When

from accounts.models import Agency, Team
from assessments.single.enums import (
    FOR_CHILD,
    FOR_FAMILY,
    AssessmentStatus,
    Checkpoint,
    Marking,
    Outcome,
    Purpose,
    Tier,
)
from assessments.single.querysets import (
    AssessmentChangeQuerySet,
    AssessmentQuerySet,
    ChildRowQuerySet,
    ContributionQuerySet,
    FamilyRowQuerySet,
    ParagraphQuerySet,
    PartQuerySet,
    PoliceParagraphQuerySet,
    SafeAddressParagraphQuerySet,
)
from core.history import append_only, tracked
from core.models import Record, StatusChange, paired
from people.models import Person

USER = settings.AUTH_USER_MODEL


@tracked()
class Assessment(Record):
    """A single assessment from the referral on, in 45 working days at most (Working Together)."""

    reference = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=12, choices=AssessmentStatus, default=AssessmentStatus.STARTED)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.IN_NEED)
    purpose_note = models.TextField(blank=True)
    # None where an open case is assessed again.
    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    sources = models.TextField(blank=True)
    # The clock of 45 working days counts from receipt of the referral, not from the first visit.
    received_at = models.DateTimeField()
    started_at = models.DateTimeField()
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    worker = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    parents_view = models.TextField(blank=True)
    parents_view_missing = models.TextField(blank=True)
    late_reason = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The census end date of the assessment is the day of authorisation.
    authorised_at = models.DateTimeField(null=True, blank=True)
    authorised_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.TextField(blank=True)
    family_copy_on = models.DateField(null=True, blank=True)
    family_copy_to = models.CharField(max_length=200, blank=True)
    family_not_told_because = models.TextField(blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("submitted", label="assessment"),
            paired("authorised", label="assessment"),
            models.CheckConstraint(
                condition=Q(authorised_at__isnull=True) | Q(status="AUTHORISED"),
                name="assessment_authorised_when_said",
            ),
            models.CheckConstraint(
                condition=Q(started_at__gte=F("received_at")), name="assessment_after_referral"
            ),
        ]
        indexes = [models.Index(fields=["status", "team"], name="assessment_status_team")]

    def __str__(self) -> str:
        return self.reference


@append_only
class AssessmentChange(StatusChange):
    """One step of an assessment through its states."""

    record = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="changes")

    objects = AssessmentChangeQuerySet.as_manager()


@tracked()
class AssessmentPart(Record):
    """One child's own part: their words, when they were seen, the analysis, what is decided for them."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessment_parts")
    # Kept beside the status so that the database itself refuses a second open assessment of a child.
    is_open = models.BooleanField(default=True)
    first_seen_at = models.DateTimeField(null=True, blank=True)
    first_seen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_alone = models.BooleanField(default=False)
    not_seen_reason = models.TextField(blank=True)
    voice = models.TextField(blank=True)
    voice_how = models.CharField(max_length=200, blank=True)
    voice_missing = models.TextField(blank=True)
    daily_life = models.TextField(blank=True)
    harm = models.TextField(blank=True)
    likelihood = models.TextField(blank=True)
    capacity_to_change = models.TextField(blank=True)
    tier = models.PositiveSmallIntegerField(choices=Tier, null=True, blank=True)
    primary_need = models.CharField(max_length=2, blank=True)
    proposed_outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    # What the worker proposes; rows of AssessmentFactor stand only once a manager has authorised them.
    proposed_factors = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="assessment_part_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_open=True), name="assessment_part_one_open_a_person"
            ),
            paired("first_seen", label="assessment_part"),
            models.CheckConstraint(
                condition=Q(is_open=True, outcome="") | (Q(is_open=False) & ~Q(outcome="")),
                name="assessment_part_outcome_when_closed",
            ),
        ]


class DimensionText(Record):
    """What is said of one dimension: strengths, needs, evidence, impact, and a score from 0 (worst) to 10."""

    dimension = models.CharField(max_length=16)
    strengths = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


@tracked()
class FamilyDimension(DimensionText):
    """Parenting and environment: written once for the family, never asked again for each child."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="family_dimensions")
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = FamilyRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "dimension"], name="family_dimension_once"),
            models.CheckConstraint(
                condition=Q(dimension__in=[item.code for item in FOR_FAMILY]), name="family_dimension_known"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=10), name="family_dimension_score"
            ),
        ]


@tracked()
class ChildDimension(DimensionText):
    """A developmental need of one child."""

    part = models.ForeignKey(AssessmentPart, on_delete=models.PROTECT, related_name="dimensions")
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChildRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "dimension"], name="child_dimension_once"),
            models.CheckConstraint(
                condition=Q(dimension__in=[item.code for item in FOR_CHILD]), name="child_dimension_known"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=10), name="child_dimension_score"
            ),
        ]


@tracked()
class AssessmentFactor(Record):
    """A factor found at the end of an assessment (census item; entry rules of domain.md C9)."""

    part = models.ForeignKey(AssessmentPart, on_delete=models.PROTECT, related_name="factors")
    code = models.CharField(max_length=3)

    objects = ChildRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "code"], name="assessment_factor_once"),
            models.CheckConstraint(
                condition=~Q(code__in=["", "18A", "19A"]), name="assessment_factor_in_use"
            ),
            # "No factors identified" never stands beside another.
            ExclusionConstraint(
                name="assessment_factor_21_alone",
                expressions=[
                    ("part", RangeOperators.EQUAL),
                    (
                        Case(
                            When(code="21", then=Value(1)),
                            default=Value(0),
                            output_field=models.IntegerField(),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                ],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_when_authorised",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("found", "VARCHAR")],
                func="""
                    SELECT a.status INTO found FROM assessments_assessment a
                      JOIN assessments_assessmentpart p ON p.assessment_id = a.id WHERE p.id = NEW.part_id;
                    IF found <> 'AUTHORISED' THEN
                        RAISE EXCEPTION 'factors stand only on an authorised assessment'
                            USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]


@tracked()
class AgencyContribution(Record):
    """What an agency was asked for, by when, and that it came; its text stands in marked paragraphs."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="contributions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    question = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declined_because = models.TextField(blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            paired("received", label="contribution"),
            paired("declined", label="contribution"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(declined_at__isnull=True),
                name="contribution_received_or_declined",
            ),
            models.UniqueConstraint(
                fields=["assessment", "asked_of"],
                condition=Q(asked_of__isnull=False, declined_at__isnull=True),
                name="contribution_asked_once",
            ),
        ]


class MarkedText(Record):
    """A paragraph with its marking; what a role may not read stands in a table of its own."""

    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        abstract = True


@tracked()
class ContributionParagraph(MarkedText):
    """A paragraph that professionals of the assessment may read."""

    contribution = models.ForeignKey(AgencyContribution, on_delete=models.PROTECT, related_name="paragraphs")
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.PROFESSIONALS)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(marking__in=["SHARE_ALL", "PROFESSIONALS"]), name="contribution_paragraph_marking"
            )
        ]


@tracked()
class ContributionPoliceParagraph(MarkedText):
    """A police-restricted paragraph: read by those who may read police intelligence, never copied onward."""

    contribution = models.ForeignKey(
        AgencyContribution, on_delete=models.PROTECT, related_name="police_paragraphs"
    )

    objects = PoliceParagraphQuerySet.as_manager()


@tracked()
class ContributionSafeParagraph(MarkedText):
    """A paragraph that could betray a safe address."""

    contribution = models.ForeignKey(
        AgencyContribution, on_delete=models.PROTECT, related_name="safe_paragraphs"
    )

    objects = SafeAddressParagraphQuerySet.as_manager()


@tracked()
class ManagerOversight(Record):
    """A manager's stamp on an assessment: what was decided, why, and what must happen by when."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="oversight")
    checkpoint = models.CharField(max_length=14, choices=Checkpoint)
    decision = models.TextField()
    rationale = models.TextField(blank=True)
    directive = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)

    objects = FamilyRowQuerySet.as_manager()
