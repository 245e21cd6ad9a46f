"""Every model of the front door, by sub-domain."""

from referrals.closing.models import OutOfHoursOffer, SafeUntil
from referrals.contacts.models import (
    Contact,
    ContactAddition,
    ContactHolder,
    ContactPerson,
    ContactStatusChange,
    RagRating,
    StaffAllegation,
    TypedSafeAddress,
)
from referrals.decisions.models import (
    Decision,
    DecisionIndicator,
    FamilyTold,
    Feedback,
    ParallelReferral,
    PersonDecision,
    Proposal,
    Referral,
    ReferralStatusChange,
    ReferralSubject,
    ThresholdIndicator,
    ThresholdVersion,
)
from referrals.duty.models import DutyShift, HandoverNote
from referrals.information.models import (
    AgencyClosure,
    AgencyOpening,
    InformationChase,
    InformationReply,
    InformationRequest,
    ReplyParagraph,
)
from referrals.triage.models import FamilyPrompt, Route

__all__ = [
    "AgencyClosure",
    "AgencyOpening",
    "Contact",
    "ContactAddition",
    "ContactHolder",
    "ContactPerson",
    "ContactStatusChange",
    "Decision",
    "DecisionIndicator",
    "DutyShift",
    "FamilyPrompt",
    "FamilyTold",
    "Feedback",
    "HandoverNote",
    "InformationChase",
    "InformationReply",
    "InformationRequest",
    "OutOfHoursOffer",
    "ParallelReferral",
    "PersonDecision",
    "Proposal",
    "RagRating",
    "Referral",
    "ReferralStatusChange",
    "ReferralSubject",
    "ReplyParagraph",
    "Route",
    "SafeUntil",
    "StaffAllegation",
    "ThresholdIndicator",
    "ThresholdVersion",
    "TypedSafeAddress",
]
