"""What a conference decided for each child, with every agency's view and every dissent."""

from django.db import models
from django.db.models import Q

from casework.child_protection.enums import Discontinuation, Recommendation
from casework.child_protection.models.conference import Conference
from casework.child_protection.querysets import ChildRowQuerySet, ConferenceChildQuerySet
from casework.plans.enums import Category
from core.history import tracked
from core.models import Record


@tracked()
class ConferenceChild(Record):
    """One child of a conference: the two questions, the category, the child's and the parents' own views."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="children")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="conference_children")
    # When it had to be held for this child by the clock that ran (null where none did).
    due_on = models.DateField(null=True, blank=True)
    harm_likely = models.BooleanField(null=True, blank=True)
    needs_plan = models.BooleanField(null=True, blank=True)
    category = models.CharField(max_length=3, choices=Category, blank=True)
    majority_view = models.TextField(blank=True)
    is_split = models.BooleanField(default=False)
    chair_decision = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    child_view = models.TextField(blank=True)
    parents_view = models.TextField(blank=True)
    # Plans elsewhere that this authority's own records do not hold.
    earlier_plans_elsewhere = models.PositiveSmallIntegerField(default=0)
    discontinued_because = models.CharField(max_length=20, choices=Discontinuation, blank=True)
    plan = models.ForeignKey(
        "casework.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="conference_children"
    )

    objects = ConferenceChildQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "case"], name="conference_child_once"),
            models.CheckConstraint(
                condition=~Q(needs_plan=True) | Q(harm_likely=True) & ~Q(category=""),
                name="conference_child_plan_has_category",
            ),
            models.CheckConstraint(
                condition=Q(is_split=False) | ~Q(chair_decision=""),
                name="conference_child_split_decided_by_chair",
            ),
            models.CheckConstraint(
                condition=Q(harm_likely__isnull=True, needs_plan__isnull=True)
                | Q(harm_likely__isnull=False, needs_plan__isnull=False),
                name="conference_child_both_questions",
            ),
        ]


@tracked()
class AgencyOpinion(Record):
    """What one agency thought is needed for one child: a view, the parents' is kept apart and is no vote."""

    child = models.ForeignKey(ConferenceChild, on_delete=models.PROTECT, related_name="opinions")
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    recommendation = models.CharField(max_length=8, choices=Recommendation)
    category = models.CharField(max_length=3, choices=Category, blank=True)
    reason = models.TextField(blank=True)

    objects = ChildRowQuerySet.as_manager()


@tracked()
class Dissent(Record):
    """Somebody disagreed with the decision: who, of which agency, why, and to whom it went."""

    child = models.ForeignKey(ConferenceChild, on_delete=models.PROTECT, related_name="dissents")
    name = models.CharField(max_length=120)
    agency = models.ForeignKey("accounts.Agency", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    escalated_to = models.CharField(max_length=160)

    objects = ChildRowQuerySet.as_manager()
