from referrals.triage.forms.acts import (
    AcceptForm,
    AcknowledgeForm,
    AnswerForm,
    BringInForm,
    ConsiderForm,
    FamilyQuestionForm,
    HouseholdForm,
    MatchForm,
    ProposeForm,
    RateForm,
    ReleaseForm,
    ReturnForm,
    RouteForm,
    TakeOverForm,
    TellFamilyForm,
)
from referrals.triage.forms.decide import DecideForm
from referrals.triage.forms.queue import QueueFilter

__all__ = [
    "AcceptForm",
    "AcknowledgeForm",
    "AnswerForm",
    "BringInForm",
    "ConsiderForm",
    "DecideForm",
    "FamilyQuestionForm",
    "HouseholdForm",
    "MatchForm",
    "ProposeForm",
    "QueueFilter",
    "RateForm",
    "ReleaseForm",
    "ReturnForm",
    "RouteForm",
    "TakeOverForm",
    "TellFamilyForm",
]
