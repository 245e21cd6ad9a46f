"""The states of a plan (domain.md C9)."""

from typing import Any

from accounts.permissions import Permission as P
from casework.plans.enums import PlanKind
from casework.plans.models import Plan, PlanStatusChange
from core.errors import NotPermitted
from core.workflow import Transition, Workflow


def _early_help_only(plan: Plan, by: Any) -> None:
    if plan.kind != PlanKind.EARLY_HELP:
        raise NotPermitted("A manager agrees this plan.")


def _not_protection(plan: Plan, by: Any) -> None:
    """A child protection plan begins and ends with a conference's decision, whoever manages the case."""
    if plan.kind == PlanKind.CP:
        raise NotPermitted(
            "Only a conference chair's decision begins, reviews or ends a child protection plan."
        )


def _protection_only(plan: Plan, by: Any) -> None:
    if plan.kind != PlanKind.CP:
        raise NotPermitted("A conference decides on child protection plans alone.")


_LIVE = ("ACTIVE", "REVIEWED")
_UNENDED = ("DRAFT", "AGREED", *_LIVE)

PLAN = Workflow(
    name="plan",
    initial="DRAFT",
    statuses=(*_UNENDED, "ENDED"),
    transitions=(
        Transition("agree", ("DRAFT",), "AGREED", P.PLAN_AGREE, guard=_not_protection),
        Transition("agree_early_help", ("DRAFT",), "AGREED", P.EARLY_HELP_WRITE, guard=_early_help_only),
        Transition("begin", ("AGREED",), "ACTIVE", P.PLAN_AGREE, guard=_not_protection),
        Transition("begin_early_help", ("AGREED",), "ACTIVE", P.EARLY_HELP_WRITE, guard=_early_help_only),
        Transition("begin_protection", ("DRAFT",), "ACTIVE", P.CONFERENCE_CHAIR, guard=_protection_only),
        Transition("review", _LIVE, "REVIEWED", P.PLAN_WRITE, guard=_not_protection),
        Transition("review_protection", _LIVE, "REVIEWED", P.CONFERENCE_CHAIR, guard=_protection_only),
        Transition("end", _UNENDED, "ENDED", P.PLAN_AGREE, guard=_not_protection),
        Transition("end_early_help", _UNENDED, "ENDED", P.EARLY_HELP_WRITE, guard=_early_help_only),
        Transition("end_for_protection", _UNENDED, "ENDED", P.CONFERENCE_CHAIR, guard=_not_protection),
        Transition("end_protection", _LIVE, "ENDED", P.CONFERENCE_CHAIR, guard=_protection_only),
    ),
    change_model=lambda: PlanStatusChange,
    final=("ENDED",),
)
