from referrals.decisions.models.decision import (
    Decision,
    DecisionIndicator,
    ParallelReferral,
    PersonDecision,
    Proposal,
)
from referrals.decisions.models.oversight import DipSample, Escalation, OversightNote
from referrals.decisions.models.referral import Referral, ReferralStatusChange, ReferralSubject
from referrals.decisions.models.telling import FamilyTold, Feedback
from referrals.decisions.models.threshold import ThresholdIndicator, ThresholdVersion

__all__ = [
    "Decision",
    "DecisionIndicator",
    "DipSample",
    "Escalation",
    "FamilyTold",
    "Feedback",
    "OversightNote",
    "ParallelReferral",
    "PersonDecision",
    "Proposal",
    "Referral",
    "ReferralStatusChange",
    "ReferralSubject",
    "ThresholdIndicator",
    "ThresholdVersion",
]
