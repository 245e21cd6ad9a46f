from people.clusters import identities, identities_of, survivor_of
from people.selectors.card import Card, card_for
from people.selectors.find import by_reference, find_people, get_person, restricted_matches
from people.selectors.glimpses import Glimpse, glimpses
from people.selectors.header import Header, header_for
from people.selectors.levels import level, levels
from people.selectors.merge import (
    evidence_for,
    get_merge,
    get_proposal,
    merges_of,
    pairs_of,
    proposals,
    recorded_meanwhile,
)
from people.selectors.read import (
    current_address,
    current_lead,
    current_locality,
    household_of,
    households_of,
    last_seen,
    open_episode_of,
    open_statuses,
    related_to,
    warnings_for,
    workers_with,
)

__all__ = [
    "Card",
    "Glimpse",
    "Header",
    "by_reference",
    "card_for",
    "current_address",
    "current_lead",
    "current_locality",
    "evidence_for",
    "find_people",
    "get_merge",
    "get_person",
    "get_proposal",
    "glimpses",
    "header_for",
    "household_of",
    "households_of",
    "identities",
    "identities_of",
    "last_seen",
    "level",
    "levels",
    "merges_of",
    "open_episode_of",
    "open_statuses",
    "pairs_of",
    "proposals",
    "recorded_meanwhile",
    "related_to",
    "restricted_matches",
    "survivor_of",
    "warnings_for",
    "workers_with",
]
