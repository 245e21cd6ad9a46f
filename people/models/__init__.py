from people.models.access import AccessLog, Grant, SafetyWarning, StaffLink
from people.models.family import Household, HouseholdMember, Relationship
from people.models.person import Person, PersonName
from people.models.places import Address, ContactPoint, SafeAddress
from people.models.story import Episode, EpisodeStage, Involvement, PersonStatus, Reference, Sighting

__all__ = [
    "AccessLog",
    "Address",
    "ContactPoint",
    "Episode",
    "EpisodeStage",
    "Grant",
    "Household",
    "HouseholdMember",
    "Involvement",
    "Person",
    "PersonName",
    "PersonStatus",
    "Reference",
    "Relationship",
    "SafeAddress",
    "SafetyWarning",
    "Sighting",
    "StaffLink",
]
