"""The questions put to the index: one text query over terms, asked of the people whom the reader may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, Case, Func, QuerySet, Value, When

from accounts.models import User
from core import clock
from people.compiled import person_at
from people.models import Person
from people.search.nearby import near_dates, near_numbers, near_postcodes
from people.search.nicknames import others_of
from people.search.parts import Parts
from people.visibility import record_clause

# More people than this are never compared one by one; what is sought stands among them (bench: recall).
MOST, MOST_BY_NAME = 800, 200


@dataclass(frozen=True, slots=True)
class Heard:
    """A typed name without accents, and its sounds."""

    text: str
    sounds: tuple[str, ...]


class Among(Func):
    """Whether a line of the index answers a text query; the query is a parameter, never part of the text."""

    template = "%(expressions)s::tsquery"
    arity = 1


class Matches(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Similar(Func):
    function = "similarity"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be meant, with what they can be compared by."""

    pk: int
    name: str
    keys: tuple[str, ...]
    is_open: bool


def hear(texts: Sequence[Iterable[str]]) -> list[list[Heard]]:
    """Fold the names of each text as the index folds them, and hear them with the same ear; one query for all."""
    found: list[list[Heard]] = [[] for _ in texts]
    typed = [(place, word) for place, words in enumerate(texts) for word in words]
    if not typed:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT text, word, dmetaphone(word), dmetaphone_alt(word)"
            " FROM unnest(%s::int[], %s::text[]) WITH ORDINALITY AS t(text, raw, place),"
            " regexp_split_to_table(people_search_fold(raw), '[^[:alnum:]]+') word WHERE word <> '' ORDER BY place",
            [[place for place, _ in typed], [word for _, word in typed]],
        )
        for place, word, *sounds in cursor.fetchall():
            found[place].append(Heard(word, tuple({sound for sound in sounds if len(sound) > 1})))
    return found


def either(terms: Iterable[str]) -> str:
    return "(" + "|".join(sorted(set(terms))) + ")"


def term(kind: str, value: str, *, begins: bool = False) -> str:
    safe = value.replace("\\", "").replace("'", "")
    return f"'{kind}{safe}'" + (":*" if begins else "")


def whole(heard: Heard) -> str:
    """This name or a form of it, in full."""
    return either([term("n", heard.text), *(term("n", other) for other in others_of(heard.text))])


def exact(heard: Heard) -> str:
    """This name, a form of it, or (from three letters) one that begins so."""
    word = heard.text
    forms = [term("n", other) for other in others_of(word)]
    return either([*forms, term("n", word), *([term("n", word, begins=True)] if len(word) > 2 else [])])


def near(heard: Heard) -> str:
    """This name or one letter away from it, or one that sounds the same."""
    word = heard.text
    short = (
        {word[:place] + word[place + 1 :] for place in range(len(word))} if 3 <= len(word) <= 24 else set()
    )
    terms = [term("d", each) for each in short] + [term("n", each) for each in short if len(each) > 1]
    terms += [term("d", word)] if len(word) > 1 else []
    terms += [term("s", sound) for sound in heard.sounds]
    return either([exact(heard), *terms])


def strong(parts: Parts) -> list[str]:
    """What names few people: a day, a telephone, a number, a postcode, an address, a reference; exactly as typed."""
    terms = [term("b", each.digits) for each in parts.born if each.is_day]
    terms += [term("i", each) for each in parts.nhs]
    terms += [term("u", each) for each in parts.upn]
    for phone in parts.phones:
        terms.append(term("t", phone))
        if 6 <= len(phone) < 11:
            terms.append(term("v", phone[::-1], begins=True))
    terms += [term("v", each[::-1], begins=True) for each in parts.endings]
    terms += [term("p", each) for each in parts.postcodes]
    terms += [term("r", each) for each in parts.references]
    terms += [term("l", each) for each in parts.numbers]
    if len(parts.street) > 1:
        terms.append("(" + "&".join(term("h", each) for each in parts.street) + ")")
    return terms


def slipped(parts: Parts) -> list[str]:
    """The same with one slip, and what is weak by itself: a month, a year, a district, a street."""
    terms: list[str] = []
    for each in parts.born:
        terms += [term("b", day) for day in near_dates(each.digits)] if each.is_day else [
            term("b", each.digits, begins=True)
        ]  # fmt: skip
    for phone in parts.phones:
        terms += [term("t", number) for number in near_numbers(phone)] if len(phone) > 8 else []
    for nhs in parts.nhs:
        terms += [term("i", number) for number in near_numbers(nhs)]
    for postcode in parts.postcodes:
        terms += [term("p", each) for each in near_postcodes(postcode)]
    terms += districts(parts)
    terms += [term("h", each) for each in parts.street]
    return terms


def districts(parts: Parts) -> list[str]:
    """First halves of postcodes; a name with a digit in it may look like one."""
    return [term(kind, each) for each in parts.outward for kind in ("o", "n")]


def query_of(parts: Parts, heard: list[Heard]) -> str:
    """Whoever has every name with one slip and something else with one slip; or something else exactly; or every name."""
    named = "&".join(near(each) for each in heard)
    exactly = "&".join(exact(each) for each in heard)
    firm, loose = strong(parts), slipped(parts)
    rungs = []
    if firm:
        rungs.append(either(firm))
    if named and (loose or firm):
        rungs.append(f"({named}&{either([*loose, *firm])})")
    if exactly and not (loose and not firm):
        rungs.append(f"({exactly})")
    if not heard and not firm and loose and not parts.outward:
        rungs.append(either(loose))
    return "|".join(rungs)


def fallback_of(heard: list[Heard]) -> str:
    """All names but one, or any of two."""
    if len(heard) < 2:
        return ""
    without = [heard[:place] + heard[place + 1 :] for place in range(len(heard))]
    return "|".join("(" + "&".join(near(each) for each in some) + ")" for some in without)


def matches(query: str, path: str = "search_entry__terms") -> Matches:
    """Whether a person's line of the index answers a text query; a condition on people."""
    return Matches(path, Among(Value(query)))


def _asked(reader: User) -> QuerySet[Person]:
    """The people this reader sees, each once: a merged identity is found as the record it was merged into."""
    seen: QuerySet[Person] = Person.objects.visible_to(reader).filter(merged_into__isnull=True)
    return seen


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the index: whom its terms mean, and who stands first where only names were typed.

    Those who answer `first`, or the most alike `by_name`, stand first. What is cut off stands last among the visible,
    so nobody hidden moves anybody.
    """

    terms: str
    most: int = MOST
    by_name: str = ""
    first: str = ""


def candidates(reader: User, questions: Mapping[int, Asked]) -> dict[int, list[Candidate]]:
    """Those whom each question means, among those the reader sees: one query, however many are asked at once."""
    found: dict[int, list[Candidate]] = {place: [] for place in questions}
    if not questions:
        return found
    is_open = Case(
        When(person_at("pk", record_clause, reader, clock.now()), then=Value(True)), default=Value(False)
    )
    parts = []
    for place, question in questions.items():
        rows = _asked(reader).filter(matches(question.terms))
        if question.first:
            rows = rows.order_by(matches(question.first).desc(), "search_entry__name", "pk")
        elif question.by_name:
            alike = Similar("search_entry__name", Value(question.by_name))
            rows = rows.order_by(alike.desc(), "search_entry__name", "pk")
        printed = rows.annotate(is_open=is_open, place=Value(place)).values_list(
            "place", "pk", "search_entry__name", "search_entry__keys", "is_open"
        )
        parts.append(printed[: question.most])
    for place, pk, name, keys, opened in parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]:
        found[place].append(Candidate(pk, name, tuple(keys), bool(opened)))
    return found
