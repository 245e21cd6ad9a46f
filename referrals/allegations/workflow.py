"""How an allegation moves: the table (Working Together; KCSIE part four)."""

from accounts.permissions import Permission
from core.workflow import Transition, Workflow
from referrals.allegations.enums import AllegationStatus as S
from referrals.allegations.models import AllegationChange
from referrals.allegations.permissions import may_work

ALLEGATION = Workflow(
    name="allegation",
    initial=S.RECEIVED,
    statuses=tuple(S.values),
    transitions=(
        Transition("meet", (S.RECEIVED,), S.OPEN, Permission.LADO_WRITE, guard=may_work),
        Transition("advise", (S.RECEIVED,), S.ADVICE, Permission.LADO_WRITE, guard=may_work),
        Transition("conclude", (S.OPEN,), S.CONCLUDED, Permission.LADO_WRITE, guard=may_work),
        Transition(
            "reopen",
            (S.ADVICE, S.CONCLUDED),
            S.OPEN,
            Permission.LADO_WRITE,
            guard=may_work,
            needs_reason=True,
        ),
    ),
    change_model=lambda: AllegationChange,
)
