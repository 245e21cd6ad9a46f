"""How an adult safeguarding enquiry moves: the table (Care Act 2014 s42)."""

from accounts.permissions import Permission as P
from assessments.safeguarding_adults.enums import EnquiryStatus as S
from assessments.safeguarding_adults.models import AdultEnquiryChange
from assessments.safeguarding_adults.permissions import in_reach, may_conclude
from core.workflow import Transition, Workflow

ADULT_ENQUIRY = Workflow(
    name="adult_enquiry",
    initial=S.SCREENING,
    statuses=tuple(S.values),
    # In law the council's own decisions: only a post it has delegated them to.
    transitions=(
        Transition("enquire", (S.SCREENING,), S.ENQUIRY, P.SECTION_42_DECIDE, guard=in_reach),
        Transition(
            "not_met", (S.SCREENING,), S.NOT_MET, P.SECTION_42_DECIDE, guard=in_reach, needs_reason=True
        ),
        Transition("conclude", (S.ENQUIRY,), S.CONCLUDED, P.SECTION_42_DECIDE, guard=may_conclude),
        Transition("cease", (S.ENQUIRY,), S.CEASED, P.SECTION_42_DECIDE, guard=in_reach, needs_reason=True),
    ),
    change_model=lambda: AdultEnquiryChange,
    final=(S.NOT_MET, S.CONCLUDED, S.CEASED),
)
