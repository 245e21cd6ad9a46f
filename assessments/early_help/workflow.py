"""How an early-help assessment moves: the table."""

from accounts.permissions import Permission
from assessments.early_help.enums import EarlyHelpStatus as S
from assessments.early_help.models import EarlyHelpChange
from assessments.early_help.permissions import may_complete
from core.workflow import Transition, Workflow

EARLY_HELP = Workflow(
    name="early_help_assessment",
    initial=S.STARTED,
    statuses=tuple(S.values),
    transitions=(
        Transition("complete", (S.STARTED,), S.COMPLETED, Permission.EARLY_HELP_WRITE, guard=may_complete),
        # Engagement rests on consent: without it early help ends and the front door looks again.
        Transition(
            "withdraw", (S.STARTED, S.COMPLETED), S.WITHDRAWN, Permission.EARLY_HELP_WRITE, needs_reason=True
        ),
        Transition("close", (S.COMPLETED,), S.CLOSED, Permission.EARLY_HELP_WRITE, needs_reason=True),
    ),
    change_model=lambda: EarlyHelpChange,
    final=(S.CLOSED, S.WITHDRAWN),
)
