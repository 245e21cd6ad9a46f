"""How well somebody fits what was typed, and why, in words: a pure comparison of parts with keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from jellyfish import damerau_levenshtein_distance, jaro_winkler_similarity, metaphone

from people.search.nicknames import others_of
from people.search.parts import Parts

# What each part of a text weighs beside the others.
_NAME, _BORN, _PHONE, _POSTCODE, _STREET, _OUTWARD, _NUMBER = 12.0, 10.0, 9.0, 8.0, 6.0, 2.0, 25.0
# Kinds of key that everyone with the index card may search by, that index holders may, and that an open record adds.
ORDINARY = frozenset("nbeiu")
INDEXED = ORDINARY | frozenset("aloprht")
RECORD = INDEXED | {"q"}


@dataclass(slots=True)
class Fit:
    """Evidence gathered: a share of what could be, and the reasons best first."""

    weight: float = 0.0
    possible: float = 0.0
    why: list[tuple[float, str]] = field(default_factory=list)

    def add(self, possible: float, share: float, reason: str) -> None:
        self.possible += possible
        self.weight += possible * share
        if share > 0 and reason:
            self.why.append((possible * share, reason))

    @property
    def score(self) -> float:
        return self.weight / self.possible if self.possible else 0.0

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reason for _, reason in sorted(self.why, key=lambda each: -each[0])))


def kinds(keys: Iterable[str], allowed: frozenset[str]) -> dict[str, list[str]]:
    """Keys by kind, as far as the reader may search by them."""
    found: dict[str, list[str]] = {}
    for key in keys:
        if key[0] in allowed:
            found.setdefault(key[0], []).append(key[2:])
    return found


def fit(parts: Parts, words: tuple[str, ...], has: dict[str, list[str]]) -> Fit:
    """Compare one person with what was typed."""
    found = Fit()
    if words:
        _names(found, words, has)
    if parts.endings and any(number.endswith(end) for number in has.get("t", []) for end in parts.endings):
        found.add(_PHONE, 1.0, "telephone")
    elif parts.born:
        _born(found, parts, has)
    _numbers(found, parts, has)
    _places(found, parts, has)
    return found


def _names(found: Fit, words: tuple[str, ...], has: dict[str, list[str]]) -> None:
    own, other = has.get("n", []), has.get("a", [])
    every = [(name, False) for name in own] + [(name, True) for name in other]
    total, spent, reasons = 0.0, set[str](), list[str]()
    pairs = sorted(
        ((alike(word, name) * (0.95 if alias else 1.0), place, name, alias)
         for place, word in enumerate(words) for name, alias in every),
        key=lambda each: -each[0],
    )  # fmt: skip
    done: set[int] = set()
    for share, place, name, alias in pairs:
        if share <= 0:
            break
        if place in done or name in spent:
            continue
        done.add(place)
        spent.add(name)
        total += share
        if alias:
            reasons.append("another name they use or used")
        elif reason := how_alike(words[place], name):
            reasons.append(reason)
    share = total / len(words)
    exact = len(done) == len(words) and not reasons
    found.add(_NAME, share, "name" if exact or not reasons else "")
    for reason in reasons:
        found.why.append((_NAME * share * 0.9, reason))


@lru_cache(maxsize=20_000)
def alike(typed: str, name: str) -> float:
    """From 1, the same, to 0, another name."""
    if typed == name:
        return 1.0
    if name in others_of(typed):
        return 0.92
    slips = damerau_levenshtein_distance(typed, name)
    if slips == 1 and min(len(typed), len(name)) > 1:
        return 0.86 if len(typed) > 3 else 0.7 if len(typed) > 2 else 0.5
    if len(typed) > 2 and name.startswith(typed):
        return 0.8 + 0.1 * len(typed) / len(name)
    if slips == 2 and len(typed) > 5:
        return 0.7
    best = max((alike_in_short(other, name) for other in others_of(typed)), default=0.0)
    if best:
        return best
    closeness = float(jaro_winkler_similarity(typed, name))
    if len(typed) > 2 and _sound(typed) and _sound(typed) == _sound(name):
        return 0.75
    return 0.55 if closeness > 0.88 else 0.35 if closeness > 0.8 and len(typed) > 3 else 0.0


def alike_in_short(other: str, name: str) -> float:
    """A short form mistyped still means the name: only where one letter differs in a word long enough."""
    return 0.65 if len(other) > 4 and damerau_levenshtein_distance(other, name) == 1 else 0.0


@lru_cache(maxsize=50_000)
def _sound(name: str) -> str:
    return metaphone(name)


def how_alike(typed: str, name: str) -> str:
    """In words, why a name was taken for what was typed; nothing where it is the same."""
    if typed == name:
        return ""
    if name in others_of(typed):
        return f"“{typed}” stands for {name.title()}"
    if len(typed) > 2 and name.startswith(typed):
        return "name begins so"
    if damerau_levenshtein_distance(typed, name) <= 2:
        return f"spelt nearly as {name.title()}"
    return f"sounds like {name.title()}"


def _born(found: Fit, parts: Parts, has: dict[str, list[str]]) -> None:
    best, reason = 0.0, ""
    for kind, words in (("b", "born"), ("e", "due")):
        for day in has.get(kind, []):
            for typed in parts.born:
                share, said = near_day(typed.digits, day, words)
                surety = typed.surety if share < 1 or typed.surety < 0.9 else 1.0
                if share * surety > best:
                    swapped = share == 1 and typed.surety < 0.85 and typed is not parts.born[0]
                    best, reason = share * surety, f"{said}, day and month swapped" if swapped else said
    found.add(_BORN, best, reason)


@lru_cache(maxsize=20_000)
def near_day(typed: str, day: str, word: str) -> tuple[float, str]:
    """How near a day, a month or a year typed is to somebody's."""
    if len(typed) < 8:
        same = day.startswith(typed)
        return (
            (0.8 if len(typed) == 6 else 0.6, f"{word} that {'month' if len(typed) == 6 else 'year'}")
            if same
            else (0, "")
        )
    if typed == day:
        return 1.0, f"{word} that day"
    habit, theirs = typed[6:] + typed[4:6] + typed[:4], day[6:] + day[4:6] + day[:4]
    slips = damerau_levenshtein_distance(habit, theirs)
    if slips == 1:
        return 0.78, f"{word} on nearly that date"
    if slips == 2:
        return 0.5, f"{word} on nearly that date"
    if typed[:6] == day[:6]:
        return 0.4, f"{word} that month"
    return (0.2, f"{word} that year") if typed[:4] == day[:4] else (0.0, "")


def _numbers(found: Fit, parts: Parts, has: dict[str, list[str]]) -> None:
    """Numbers name one person: the right one is enough, a slip in it is a hint."""
    mixed = bool(parts.nhs and parts.phones)
    best: list[tuple[float, float, str]] = []
    if parts.nhs:
        best.append((_NUMBER, *_nearest(parts.nhs, has.get("i", []), "NHS number", "NHS number with a slip")))
    if parts.phones:
        best.append((_PHONE, *_nearest(parts.phones, has.get("t", []), "telephone", "telephone with a slip")))
    if mixed:
        # One run of digits may be either.
        best = [max(best, key=lambda each: each[1])]
    for weight, share, reason in best:
        found.add(weight, share, reason)
    if parts.upn:
        share = float(bool(set(parts.upn) & set(has.get("u", []))))
        found.add(_NUMBER, share, "unique pupil number")
    if parts.references:
        share = float(bool(set(parts.references) & {*has.get("r", []), *has.get("q", []), *has.get("l", [])}))
        found.add(_NUMBER, share, "reference")
    elif set(parts.numbers) & set(has.get("l", [])):
        found.add(_NUMBER, 1.0, "local number")


def _nearest(typed: tuple[str, ...], theirs: list[str], exact: str, near: str) -> tuple[float, str]:
    best: tuple[float, str] = (0.0, "")
    for number in typed:
        for other in theirs:
            if number == other or (len(number) < 10 and other.endswith(number)):
                return 1.0, exact
            slips = damerau_levenshtein_distance(number, other) if len(number) > 8 else 9
            best = max(best, ({1: 0.78, 2: 0.5}.get(slips, 0.0), near))
    return best if best[0] else (0.0, "")


def _places(found: Fit, parts: Parts, has: dict[str, list[str]]) -> None:
    if parts.postcodes:
        share, reason = 0.0, ""
        for typed in parts.postcodes:
            for other in has.get("p", []):
                slips = damerau_levenshtein_distance(typed, other)
                near = {0: 1.0, 1: 0.78, 2: 0.45}.get(slips, 0.0)
                near = max(near, 0.3 if typed[:-3] == other[:-3] else 0.0)
                said = "postcode" if not slips else "postcode with a slip" if slips < 3 else "same district"
                if near > share:
                    share, reason = near, said
        found.add(_POSTCODE, share, reason)
    if parts.outward:
        # A district, or a name that looks like one.
        same, named = set(parts.outward) & set(has.get("o", [])), set(parts.outward) & set(has.get("n", []))
        reason = f"lives in {max(same).upper()}" if same else "name" if named else ""
        found.add(_OUTWARD, float(bool(reason)), reason)
    if parts.street:
        share = len(set(parts.street) & set(has.get("h", []))) / len(set(parts.street))
        found.add(_STREET, share if share > 0.5 else 0.0, "address")
