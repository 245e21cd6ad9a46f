"""How a strategy discussion and a section 47 enquiry move: the tables (domain.md C9)."""

from accounts.permissions import Permission
from assessments.strategy.enums import DiscussionStatus as D
from assessments.strategy.enums import Section47Status as S
from assessments.strategy.models import Section47Change, StrategyChange
from assessments.strategy.permissions import may_conclude
from core.workflow import Transition, Workflow

DISCUSSION = Workflow(
    name="strategy_discussion",
    initial=D.CONVENED,
    statuses=tuple(D.values),
    transitions=(
        Transition("record", (D.CONVENED,), D.HELD, Permission.STRATEGY_RECORD),
        Transition("not_held", (D.CONVENED,), D.NOT_HELD, Permission.STRATEGY_CONVENE, needs_reason=True),
    ),
    change_model=lambda: StrategyChange,
    final=(D.HELD, D.NOT_HELD),
)

SECTION_47 = Workflow(
    name="section_47",
    initial=S.STARTED,
    statuses=tuple(S.values),
    # In law the council's own decision: only a post it has delegated it to (Children Act 2004 s18).
    transitions=(
        Transition("conclude", (S.STARTED,), S.OUTCOME, Permission.SECTION_47_DECIDE, guard=may_conclude),
    ),
    change_model=lambda: Section47Change,
    final=(S.OUTCOME,),
)
