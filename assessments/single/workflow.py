"""How an assessment moves: the table (domain.md C9)."""

from accounts.permissions import Permission
from assessments.single.enums import AssessmentStatus as S
from assessments.single.models import AssessmentChange
from assessments.single.permissions import may_authorise, may_submit
from core.workflow import Transition, Workflow

ASSESSMENT = Workflow(
    name="assessment",
    initial=S.STARTED,
    statuses=tuple(S.values),
    transitions=(
        # A fact, whoever recorded it: the record moves by itself when the last child has been seen.
        Transition("all_seen", (S.STARTED,), S.SEEN, Permission.SYSTEM_RUN),
        Transition(
            "submit",
            (S.STARTED, S.SEEN, S.RETURNED),
            S.SUBMITTED,
            Permission.ASSESSMENT_WRITE,
            guard=may_submit,
        ),
        Transition(
            "return",
            (S.SUBMITTED,),
            S.RETURNED,
            Permission.ASSESSMENT_AUTHORISE,
            guard=may_authorise,
            needs_reason=True,
        ),
        Transition(
            "authorise", (S.SUBMITTED,), S.AUTHORISED, Permission.ASSESSMENT_AUTHORISE, guard=may_authorise
        ),
    ),
    change_model=lambda: AssessmentChange,
    final=(S.AUTHORISED,),
)
