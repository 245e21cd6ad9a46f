from casework.child_protection.models.conference import (
    AgendaItem,
    Conference,
    ConferenceStatusChange,
    DelayAgreement,
    Invitation,
)
from casework.child_protection.models.core_group import CoreGroup, CoreGroupMember, CoreGroupProgress
from casework.child_protection.models.decision import AgencyOpinion, ConferenceChild, Dissent
from casework.child_protection.models.report import (
    AgencyReport,
    PolicePart,
    ReportPart,
    SafeAddressPart,
)

__all__ = [
    "AgencyOpinion",
    "AgencyReport",
    "AgendaItem",
    "Conference",
    "ConferenceChild",
    "ConferenceStatusChange",
    "CoreGroup",
    "CoreGroupMember",
    "CoreGroupProgress",
    "DelayAgreement",
    "Dissent",
    "Invitation",
    "PolicePart",
    "ReportPart",
    "SafeAddressPart",
]
