"""Who in the index somebody may be: a likeness with the evidence field by field; a person decides."""

from people.matching.blind import hidden_people
from people.matching.candidates import Candidate, candidates_for, candidates_for_each
from people.matching.likeness import Evidence, Likeness, compare, may_link_itself
from people.matching.told import Told, known_of, told

__all__ = [
    "Candidate",
    "Evidence",
    "Likeness",
    "Told",
    "candidates_for",
    "candidates_for_each",
    "compare",
    "hidden_people",
    "known_of",
    "may_link_itself",
    "told",
]
