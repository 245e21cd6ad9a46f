"""From a text to the people it means, best first, each with how well and why, as far as the reader may know them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accounts.access import held
from accounts.enums import UserKind
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from people.enums import Level
from people.models import Person
from people.search import lookup, score
from people.search.parts import Parts, parse

LONGEST, LEAST_SCORE, OF_BEST = 100, 0.3, 0.6
# With so many who bear the very names typed, near spellings are not asked for; with fewer than FEW, fewer names will do.
ENOUGH, FEW = 31, 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found: how much the reader may see of them, how well they fit, and why."""

    person: Person
    level: Level
    score: float
    why: tuple[str, ...]


def tidy(text: str) -> str:
    """What was typed, on one line and of a length that somebody types."""
    return " ".join(text.replace("\0", " ").split())[:LONGEST]


def search(text: str, *, reader: User, limit: int = 20) -> list[Hit]:
    """People whom a text may mean among those the reader sees, the best fit first.

    Names, aliases, birth dates, numbers, telephones, places and references in any order; never a confidential address.
    """
    return search_each([text], reader=reader, limit=limit)[0]


def search_each(texts: Sequence[str], *, reader: User, limit: int = 20) -> list[list[Hit]]:
    """The same for several texts at once, each answered as though it were alone; the queries are those of one."""
    every = [parse(tidy(text), today=clock.today()) for text in texts]
    names = lookup.hear([parts.words for parts in every])
    asking = {
        place: _Question(parts, heard)
        for place, (parts, heard) in enumerate(zip(every, names, strict=True))
        if _says_something(parts, heard)
    }
    _ask(asking, reader)
    allowed = _kinds(reader)
    ranked = {place: _ranked(question, allowed)[:limit] for place, question in asking.items()}
    keys = {each.pk for found in ranked.values() for each, _ in found}
    people = Person.objects.visible_to(reader).in_bulk(keys) if keys else {}
    return [
        [
            Hit(
                person=people[each.pk],
                level=Level.RECORD if each.is_open else Level.CARD,
                score=round(fit.score, 3),
                why=fit.reasons,
            )
            for each, fit in ranked.get(place, [])
            if each.pk in people
        ]
        for place in range(len(every))
    ]


def _says_something(parts: Parts, heard: list[lookup.Heard]) -> bool:
    """Two letters are a name only when they are the whole of it."""
    if parts.is_empty:
        return False
    return parts.has_more_than_names or bool(parts.numbers) or any(len(each.text) > 1 for each in heard)


@dataclass(slots=True)
class _Question:
    """One text with whoever was found for it so far."""

    parts: Parts
    heard: list[lookup.Heard]
    found: list[lookup.Candidate] = field(default_factory=list)

    @property
    def is_of_names(self) -> bool:
        return not (self.parts.has_more_than_names or self.parts.numbers)

    @property
    def typed(self) -> str:
        return " ".join(each.text for each in reversed(self.heard))

    def first(self) -> lookup.Asked | None:
        """Whoever fits; where only names were typed, whoever bears them exactly."""
        if not self.is_of_names:
            terms = lookup.query_of(self.parts, self.heard)
            return lookup.Asked(terms) if terms else None
        if not self.heard:
            return None
        whole = "&".join(lookup.whole(each) for each in self.heard)
        return lookup.Asked(
            self._among_places("&".join(lookup.exact(each) for each in self.heard)),
            most=lookup.MOST_BY_NAME,
            first=whole,
        )

    def nearly(self) -> lookup.Asked | None:
        """Near spellings of names, where few bear the very names typed."""
        if not self.is_of_names or not self.heard or len(self.found) >= ENOUGH:
            return None
        near = (lookup.near(each) if len(each.text) > 3 else lookup.exact(each) for each in self.heard)
        return lookup.Asked(self._among_places("&".join(near)), most=lookup.MOST_BY_NAME, by_name=self.typed)

    def wider(self) -> lookup.Asked | None:
        """All names but one, where hardly anybody was found."""
        if not self.is_of_names or len(self.found) >= FEW:
            return None
        terms = lookup.fallback_of(self.heard)
        return lookup.Asked(terms, most=lookup.MOST_BY_NAME, by_name=self.typed) if terms else None

    def _among_places(self, terms: str) -> str:
        places = "|".join(lookup.districts(self.parts))
        return f"({terms})&({places})" if places else terms


def _ask(asking: Mapping[int, _Question], reader: User) -> None:
    """Three rounds at most, each of one query for all texts that it concerns."""
    for of in (_Question.first, _Question.nearly, _Question.wider):
        questions = {place: asked for place, each in asking.items() if (asked := of(each))}
        for place, found in lookup.candidates(reader, questions).items():
            asking[place].found += found


def _kinds(reader: User) -> frozenset[str]:
    """What a reader may search by where the record is not open to them: places and numbers are for the index."""
    whole = reader.kind == UserKind.SYSTEM or Permission.PERSON_INDEX in held(reader).permissions
    return score.INDEXED if whole else score.ORDINARY


def _ranked(question: _Question, allowed: frozenset[str]) -> list[tuple[lookup.Candidate, score.Fit]]:
    """Compared one by one; only those nearly as good as the best remain, equals in order of name."""
    parts, words = question.parts, tuple(each.text for each in question.heard)
    seen: dict[int, tuple[lookup.Candidate, score.Fit]] = {}
    for each in question.found:
        if each.pk not in seen:
            has = score.kinds(each.keys, score.RECORD if each.is_open else allowed)
            seen[each.pk] = (each, score.fit(parts, words, has))
    ranked = sorted(seen.values(), key=lambda pair: (-round(pair[1].score, 3), pair[0].name, pair[0].pk))
    if not ranked:
        return []
    least = max(LEAST_SCORE, OF_BEST * ranked[0][1].score)
    return [pair for pair in ranked if pair[1].score >= least]
