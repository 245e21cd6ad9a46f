"""From a text to the people it means, best first, each with how well and why, as far as the reader may know them."""

from dataclasses import dataclass

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
# With so many who bear the very names typed, near spellings are not asked for.
ENOUGH = 31


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
    parts = parse(tidy(text), today=clock.today())
    if parts.is_empty:
        return []
    heard = lookup.hear(parts.words)
    # Two letters are a name only when they are the whole of it.
    if not parts.has_more_than_names and not parts.numbers and all(len(each.text) < 2 for each in heard):
        return []
    words = tuple(each.text for each in heard)
    allowed = _kinds(reader)
    found = _ranked(parts, words, _candidates(parts, heard, reader), allowed)[:limit]
    people = Person.objects.visible_to(reader).in_bulk([each.pk for each, _ in found])
    return [
        Hit(
            person=people[each.pk],
            level=Level.RECORD if each.is_open else Level.CARD,
            score=round(fit.score, 3),
            why=fit.reasons,
        )
        for each, fit in found
        if each.pk in people
    ]


def _candidates(parts: Parts, heard: list[lookup.Heard], reader: User) -> list[lookup.Candidate]:
    if parts.has_more_than_names or parts.numbers:
        query = lookup.query_of(parts, heard)
        return lookup.candidates(reader, query) if query else []
    if not heard:
        return []
    typed = " ".join(each.text for each in reversed(heard))
    exactly = "&".join(lookup.exact(each) for each in heard)
    nearly = "&".join(lookup.near(each) if len(each.text) > 3 else lookup.exact(each) for each in heard)
    if parts.outward:
        places = "|".join(lookup.districts(parts))
        exactly, nearly = f"({exactly})&({places})", f"({nearly})&({places})"
    whole = "&".join(lookup.whole(each) for each in heard)
    found = lookup.candidates(reader, exactly, most=lookup.MOST_BY_NAME, first=whole)
    if len(found) < ENOUGH:
        found += lookup.candidates(reader, nearly, most=lookup.MOST_BY_NAME, by_name=typed)
    if len(found) < 5 and (wider := lookup.fallback_of(heard)):
        found += lookup.candidates(reader, wider, most=lookup.MOST_BY_NAME, by_name=typed)
    return found


def _kinds(reader: User) -> frozenset[str]:
    """What a reader may search by where the record is not open to them: places and numbers are for the index."""
    whole = reader.kind == UserKind.SYSTEM or Permission.PERSON_INDEX in held(reader).permissions
    return score.INDEXED if whole else score.ORDINARY


def _ranked(
    parts: Parts, words: tuple[str, ...], found: list[lookup.Candidate], allowed: frozenset[str]
) -> list[tuple[lookup.Candidate, score.Fit]]:
    """Compared one by one; only those nearly as good as the best remain, equals in order of name."""
    seen: dict[int, tuple[lookup.Candidate, score.Fit]] = {}
    for each in found:
        if each.pk not in seen:
            has = score.kinds(each.keys, score.RECORD if each.is_open else allowed)
            seen[each.pk] = (each, score.fit(parts, words, has))
    ranked = sorted(seen.values(), key=lambda pair: (-round(pair[1].score, 3), pair[0].name, pair[0].pk))
    if not ranked:
        return []
    least = max(LEAST_SCORE, OF_BEST * ranked[0][1].score)
    return [pair for pair in ranked if pair[1].score >= least]
