"""The people of the index whom a description may mean, among those the reader sees, the likeliest first."""

from dataclasses import dataclass

from accounts.models import User
from people.matching.likeness import Likeness, compare
from people.matching.told import Told, known_of
from people.models import Person
from people.search import search

LOOKED_AT, NAMES_AT_MOST = 25, 4
# One in five hundred: less is nobody to show.
LEAST = 0.002


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the index with how like and why."""

    person: Person
    likeness: Likeness


def candidates_for(described: Told, *, reader: User, limit: int = 5) -> list[Candidate]:
    """Whoever is found by number, by name and birth, or by address; nobody whom the reader may not see (safety o)."""
    row = described.row
    born = f"{row.born[6:]}/{row.born[4:6]}/{row.born[:4]}" if row.born else ""
    names = [(row.given, row.surname), *described.other_names][:NAMES_AT_MOST]
    texts = [
        " ".join(filter(None, (given, surname, born, row.postcode, row.nhs, row.phone)))
        for given, surname in names
    ]
    found: dict[int, Person] = {}
    for text in dict.fromkeys(texts):
        for hit in search(text, reader=reader, limit=LOOKED_AT):
            found.setdefault(hit.person.pk, hit.person)
    known = known_of(found.values(), reader=reader)
    rated = [Candidate(person, compare(described, known[pk])) for pk, person in found.items()]
    kept = [each for each in rated if each.likeness.probability >= LEAST]
    kept.sort(key=lambda each: (-each.likeness.probability, each.person.surname, each.person.pk))
    return kept[:limit]
