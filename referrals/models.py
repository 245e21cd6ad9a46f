"""Every model of the front door, by sub-domain."""

from referrals.allegations.models import (
    Allegation,
    AllegationChange,
    AllegationEntry,
    AllegationHolder,
    AllegationMeeting,
    AllegationReading,
)
from referrals.closing.models import OutOfHoursOffer, SafeUntil
from referrals.consultations.models import Consultation
from referrals.contacts.models import (
    Contact,
    ContactAddition,
    ContactHolder,
    ContactPerson,
    ContactStatusChange,
    RagRating,
    TypedSafeAddress,
)
from referrals.decisions.models import (
    Decision,
    DecisionIndicator,
    DipSample,
    Escalation,
    FamilyTold,
    Feedback,
    OversightNote,
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
from referrals.public.models import PublicForm
from referrals.triage.models import FamilyPrompt, Route

__all__ = [
    "AgencyClosure",
    "AgencyOpening",
    "Allegation",
    "AllegationChange",
    "AllegationEntry",
    "AllegationHolder",
    "AllegationMeeting",
    "AllegationReading",
    "Consultation",
    "Contact",
    "ContactAddition",
    "ContactHolder",
    "ContactPerson",
    "ContactStatusChange",
    "Decision",
    "DecisionIndicator",
    "DipSample",
    "DutyShift",
    "Escalation",
    "FamilyPrompt",
    "FamilyTold",
    "Feedback",
    "HandoverNote",
    "InformationChase",
    "InformationReply",
    "InformationRequest",
    "OutOfHoursOffer",
    "OversightNote",
    "ParallelReferral",
    "PersonDecision",
    "Proposal",
    "PublicForm",
    "RagRating",
    "Referral",
    "ReferralStatusChange",
    "ReferralSubject",
    "ReplyParagraph",
    "Route",
    "SafeUntil",
    "ThresholdIndicator",
    "ThresholdVersion",
    "TypedSafeAddress",
]
