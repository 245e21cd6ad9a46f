from people.models.access import (
    AccessLog,
    AccessRequest,
    Grant,
    RestrictionOrder,
    SafetyWarning,
    StaffLink,
)
from people.models.family import Household, HouseholdMember, Relationship
from people.models.identity import AdoptionLink, IdentityChange
from people.models.merge import Merge, MergeProposal
from people.models.onboarding import (
    HeldRow,
    ImportLine,
    ImportRun,
    LinkagePair,
    SourceRecord,
    SourceSaying,
)
from people.models.person import Person, PersonName
from people.models.places import Address, ContactPoint, SafeAddress
from people.models.search import SearchEntry
from people.models.sharing import EngagementConsent, SharingDecision
from people.models.story import Episode, EpisodeStage, Involvement, PersonStatus, Reference, Sighting

__all__ = [
    "AccessLog",
    "AccessRequest",
    "Address",
    "AdoptionLink",
    "ContactPoint",
    "EngagementConsent",
    "Episode",
    "EpisodeStage",
    "Grant",
    "HeldRow",
    "Household",
    "HouseholdMember",
    "IdentityChange",
    "ImportLine",
    "ImportRun",
    "Involvement",
    "LinkagePair",
    "Merge",
    "MergeProposal",
    "Person",
    "PersonName",
    "PersonStatus",
    "Reference",
    "Relationship",
    "RestrictionOrder",
    "SafeAddress",
    "SafetyWarning",
    "SearchEntry",
    "SharingDecision",
    "Sighting",
    "SourceRecord",
    "SourceSaying",
    "StaffLink",
]
