"""Every model of this app, by sub-domain."""

from assessments.early_help.models import (
    EarlyHelpAssessment,
    EarlyHelpChange,
    EarlyHelpMember,
    EarlyHelpReview,
    EarlyHelpSide,
)
from assessments.exploitation.models import Context, Exploitation, ExploitationLink, PoliceIntelligence
from assessments.missing.models import MissingEpisode
from assessments.private_fostering.models import FosteringVisit, PrivateFostering
from assessments.safeguarding_adults.models import (
    AdultEnquiry,
    AdultEnquiryChange,
    AdultEnquiryConcern,
    AdultFinding,
)
from assessments.single.models import (
    AgencyContribution,
    Assessment,
    AssessmentChange,
    AssessmentFactor,
    AssessmentPart,
    ChildDimension,
    ContributionParagraph,
    ContributionPoliceParagraph,
    ContributionSafeParagraph,
    FamilyDimension,
    ManagerOversight,
)
from assessments.strategy.models import (
    Section47,
    Section47Change,
    StrategyAction,
    StrategyAttendee,
    StrategyChange,
    StrategyChild,
    StrategyDiscussion,
    StrategyInformation,
    StrategyPoliceInformation,
    StrategySafeInformation,
)

__all__ = [
    "AdultEnquiry",
    "AdultEnquiryChange",
    "AdultEnquiryConcern",
    "AdultFinding",
    "AgencyContribution",
    "Assessment",
    "AssessmentChange",
    "AssessmentFactor",
    "AssessmentPart",
    "ChildDimension",
    "Context",
    "ContributionParagraph",
    "ContributionPoliceParagraph",
    "ContributionSafeParagraph",
    "EarlyHelpAssessment",
    "EarlyHelpChange",
    "EarlyHelpMember",
    "EarlyHelpReview",
    "EarlyHelpSide",
    "Exploitation",
    "ExploitationLink",
    "FamilyDimension",
    "FosteringVisit",
    "ManagerOversight",
    "MissingEpisode",
    "PoliceIntelligence",
    "PrivateFostering",
    "Section47",
    "Section47Change",
    "StrategyAction",
    "StrategyAttendee",
    "StrategyChange",
    "StrategyChild",
    "StrategyDiscussion",
    "StrategyInformation",
    "StrategyPoliceInformation",
    "StrategySafeInformation",
]
