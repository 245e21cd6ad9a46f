from people.selectors.card import Card, card_for
from people.selectors.find import by_reference, find_people, get_person, restricted_matches
from people.selectors.header import Header, header_for
from people.selectors.levels import level, levels
from people.selectors.read import (
    current_address,
    current_lead,
    current_locality,
    household_of,
    last_seen,
    open_episode_of,
    open_statuses,
    related_to,
    warnings_for,
    workers_with,
)

__all__ = [
    "Card",
    "Header",
    "by_reference",
    "card_for",
    "current_address",
    "current_lead",
    "current_locality",
    "find_people",
    "get_person",
    "header_for",
    "household_of",
    "last_seen",
    "level",
    "levels",
    "open_episode_of",
    "open_statuses",
    "related_to",
    "restricted_matches",
    "warnings_for",
    "workers_with",
]
