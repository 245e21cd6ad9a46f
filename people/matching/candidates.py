"""The people of the index whom a description may mean, among those the reader sees, the likeliest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from people.matching.likeness import Likeness, compare
from people.matching.told import Told, known_of
from people.models import Person
from people.search import search_each

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
    return candidates_for_each([described], reader=reader, limit=limit)[0]


def candidates_for_each(several: Sequence[Told], *, reader: User, limit: int = 5) -> list[list[Candidate]]:
    """The same for everyone of a concern at once, in as many queries as for one."""
    texts = [_texts(described) for described in several]
    asked = list(dict.fromkeys(text for some in texts for text in some))
    hits = dict(zip(asked, search_each(asked, reader=reader, limit=LOOKED_AT), strict=True))
    found = [{hit.person.pk: hit.person for text in some for hit in hits[text]} for some in texts]
    people = {pk: person for each in found for pk, person in each.items()}
    known = known_of(people.values(), reader=reader) if people else {}
    return [
        _likeliest([Candidate(person, compare(described, known[pk])) for pk, person in each.items()])[:limit]
        for described, each in zip(several, found, strict=True)
    ]


def _texts(described: Told) -> list[str]:
    """What one would type to find somebody so described, once for each of their names."""
    row = described.row
    born = f"{row.born[6:]}/{row.born[4:6]}/{row.born[:4]}" if row.born else ""
    names = [(row.given, row.surname), *described.other_names][:NAMES_AT_MOST]
    return [
        " ".join(filter(None, (given, surname, born, row.postcode, row.nhs, row.phone)))
        for given, surname in names
    ]


def _likeliest(rated: list[Candidate]) -> list[Candidate]:
    kept = [each for each in rated if each.likeness.probability >= LEAST]
    return sorted(kept, key=lambda each: (-each.likeness.probability, each.person.surname, each.person.pk))
