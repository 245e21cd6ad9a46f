"""The states of a case."""

from typing import Any

from accounts.permissions import Permission as P
from casework.cases.enums import CaseKind
from casework.cases.models import Case, CaseStatusChange
from core.errors import NotPermitted
from core.workflow import Transition, Workflow


def _early_help_only(case: Case, by: Any) -> None:
    """Tiers 1 and 2 are shared out by whoever decides them; above, a manager allocates."""
    if case.kind != CaseKind.EARLY_HELP:
        raise NotPermitted("A manager allocates this case.")


_OPEN = ("OPEN", "ALLOCATED", "STEP_PROPOSED", "CLOSURE_PROPOSED")

CASE = Workflow(
    name="case",
    initial="OPEN",
    statuses=(*_OPEN, "CLOSED"),
    transitions=(
        Transition("allocate", ("OPEN", "ALLOCATED"), "ALLOCATED", P.CASE_ALLOCATE),
        Transition(
            "take_early_help", ("OPEN", "ALLOCATED"), "ALLOCATED", P.EARLY_HELP_WRITE, guard=_early_help_only
        ),
        Transition(
            "allocate_early_help",
            ("OPEN", "ALLOCATED"),
            "ALLOCATED",
            P.CONTACT_DECIDE_TIER_1_2,
            guard=_early_help_only,
        ),
        Transition("unallocate", ("ALLOCATED",), "OPEN", P.CASE_ALLOCATE, needs_reason=True),
        Transition("propose_step", ("ALLOCATED",), "STEP_PROPOSED", P.CASE_PROPOSE_CLOSE, needs_reason=True),
        Transition("decide_step", ("STEP_PROPOSED",), "ALLOCATED", P.CASE_CLOSE),
        Transition("decline_step", ("STEP_PROPOSED",), "ALLOCATED", P.CASE_CLOSE, needs_reason=True),
        Transition(
            "propose_close", ("ALLOCATED",), "CLOSURE_PROPOSED", P.CASE_PROPOSE_CLOSE, needs_reason=True
        ),
        Transition("decline_close", ("CLOSURE_PROPOSED",), "ALLOCATED", P.CASE_CLOSE, needs_reason=True),
        Transition("close", _OPEN, "CLOSED", P.CASE_CLOSE, needs_reason=True),
    ),
    change_model=lambda: CaseStatusChange,
    final=("CLOSED",),
)
