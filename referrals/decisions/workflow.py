"""States of a referral (domain.md C9); assessments and casework move it as the story goes on."""

from accounts.permissions import Permission as P
from core.workflow import Transition, Workflow
from referrals.decisions.enums import ReferralStatus as S
from referrals.decisions.models import ReferralStatusChange

REFERRAL = Workflow(
    name="referral",
    initial=S.OPEN,
    statuses=tuple(S.values),
    transitions=(
        Transition("assess", (S.OPEN,), S.ASSESSING, P.CONTACT_TRIAGE),
        Transition("plan", (S.ASSESSING,), S.PLAN, P.ASSESSMENT_AUTHORISE),
        Transition("no_further_action", (S.OPEN, S.ASSESSING), S.NFA, P.ASSESSMENT_AUTHORISE),
        Transition("close", (S.PLAN, S.NFA, S.ASSESSING), S.CLOSED, P.CASE_CLOSE),
    ),
    change_model=lambda: ReferralStatusChange,
    final=(S.CLOSED,),
)
