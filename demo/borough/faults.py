"""What typists do to names, dates, postcodes and telephones: one printed list, each a pure function of a draw."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from string import ascii_lowercase

from people.search.nicknames import others_of

_SOUNDS = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ie", "y"), ("y", "ie"), ("ee", "ea"), ("ea", "ee"),
    ("sh", "ch"), ("ai", "ay"), ("s", "z"), ("z", "s"), ("th", "t"), ("oo", "u"), ("u", "oo"), ("ll", "l"), ("nn", "n"),
    ("tt", "t"), ("ss", "s"), ("mm", "m"), ("i", "y"), ("gh", ""), ("w", "v"), ("ou", "ow"), ("x", "ks"), ("qu", "kw"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody types of a person: a name and one more thing, each as its writer would have it without faults."""

    forename: str
    surname: str
    born: str = ""
    postcode: str = ""
    phone: str = ""

    def text(self) -> str:
        """In the order in which it is spoken."""
        parts = (self.forename, self.surname, self.born, self.postcode, self.phone)
        return " ".join(part for part in parts if part)


Fault = Callable[[random.Random, Typed], Typed | None]


def _letters(draw: random.Random, word: str, how: str) -> str:
    """One slip in a word, the first letter seldom among them."""
    place = draw.randrange(0 if draw.random() < 0.1 else 1, len(word)) if len(word) > 1 else 0
    letter = draw.choice(ascii_lowercase)
    if how == "insert":
        return word[:place] + letter + word[place:]
    if how == "delete":
        return word[:place] + word[place + 1 :]
    if how == "replace":
        return word[:place] + letter + word[place + 1 :]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _name(how: str) -> Fault:
    def slip(draw: random.Random, typed: Typed) -> Typed | None:
        which = draw.choice(("forename", "surname"))
        word = getattr(typed, which)
        if len(word) < 3:
            return None
        changed = _letters(draw, word, how)
        return None if changed.lower() == word.lower() else replace(typed, **{which: changed})

    return slip


def swapped_names(draw: random.Random, typed: Typed) -> Typed | None:
    return replace(typed, forename=typed.surname, surname=typed.forename)


def nickname(draw: random.Random, typed: Typed) -> Typed | None:
    others = sorted(others_of(plain(typed.forename).lower()))
    return replace(typed, forename=draw.choice(others).title()) if others else None


def plain(text: str) -> str:
    """Without accents, as a keyboard has it."""
    barred = str.maketrans("łŁøØđĐ", "lLoOdD")
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.translate(barred))
        if not unicodedata.combining(letter)
    )


def missing_accent(draw: random.Random, typed: Typed) -> Typed | None:
    bare = replace(typed, forename=plain(typed.forename), surname=plain(typed.surname))
    return bare if bare != typed else None


def sounds_alike(draw: random.Random, typed: Typed) -> Typed | None:
    which = draw.choice(("forename", "surname"))
    word = plain(getattr(typed, which)).lower()
    fitting = [(old, new) for old, new in _SOUNDS if old in word[1:]]
    if not fitting:
        return None
    old, new = draw.choice(fitting)
    place = word.index(old, 1)
    return replace(typed, **{which: (word[:place] + new + word[place + len(old) :]).title()})


def day_month_swap(draw: random.Random, typed: Typed) -> Typed | None:
    if not typed.born:
        return None
    day, month, year = typed.born.split("/")
    return replace(typed, born=f"{month}/{day}/{year}") if day != month and int(day) <= 12 else None


def wrong_digit_in_date(draw: random.Random, typed: Typed) -> Typed | None:
    """A digit of the date is another, and it is still a date."""
    for _ in range(20 if typed.born else 0):
        place = draw.choice([at for at, letter in enumerate(typed.born) if letter.isdigit()])
        other = typed.born[:place] + draw.choice("0123456789") + typed.born[place + 1 :]
        day, month, year = (int(part) for part in other.split("/"))
        if (
            other != typed.born
            and 1 <= day <= 28 + 2 * (month != 2)
            and 1 <= month <= 12
            and 1900 <= year <= 2026
        ):
            return replace(typed, born=other)
    return None


def wrong_letter_in_postcode(draw: random.Random, typed: Typed) -> Typed | None:
    if not typed.postcode:
        return None
    place = draw.choice([at for at, letter in enumerate(typed.postcode) if letter.isalpha()])
    changed = typed.postcode[:place] + draw.choice(ascii_lowercase).upper() + typed.postcode[place + 1 :]
    return replace(typed, postcode=changed) if changed != typed.postcode else None


def wrong_digit_in_postcode(draw: random.Random, typed: Typed) -> Typed | None:
    if not typed.postcode:
        return None
    place = draw.choice([at for at, letter in enumerate(typed.postcode) if letter.isdigit()])
    changed = typed.postcode[:place] + draw.choice("123456789") + typed.postcode[place + 1 :]
    return replace(typed, postcode=changed) if changed != typed.postcode else None


def wrong_digit_in_phone(draw: random.Random, typed: Typed) -> Typed | None:
    if not typed.phone:
        return None
    place = draw.randrange(1, len(typed.phone))
    changed = typed.phone[:place] + draw.choice("0123456789") + typed.phone[place + 1 :]
    return replace(typed, phone=changed) if changed != typed.phone else None


def exchanged_digits_in_phone(draw: random.Random, typed: Typed) -> Typed | None:
    if not typed.phone:
        return None
    place = draw.randrange(1, len(typed.phone) - 1)
    changed = typed.phone[:place] + typed.phone[place + 1] + typed.phone[place] + typed.phone[place + 2 :]
    return replace(typed, phone=changed) if changed != typed.phone else None


FAULTS: dict[str, Fault] = {
    "letter too many": _name("insert"),
    "letter missing": _name("delete"),
    "wrong letter": _name("replace"),
    "letters exchanged": _name("exchange"),
    "names swapped": swapped_names,
    "nickname": nickname,
    "accent missing": missing_accent,
    "spelt as it sounds": sounds_alike,
    "day and month swapped": day_month_swap,
    "wrong digit in the date": wrong_digit_in_date,
    "wrong letter in the postcode": wrong_letter_in_postcode,
    "wrong digit in the postcode": wrong_digit_in_postcode,
    "wrong digit in the telephone": wrong_digit_in_phone,
    "digits exchanged in the telephone": exchanged_digits_in_phone,
}


def spoil(draw: random.Random, typed: Typed, *, times: int) -> tuple[Typed, list[str]]:
    """So many different faults of the list, whichever apply."""
    made: list[str] = []
    names = list(FAULTS)
    draw.shuffle(names)
    for name in names:
        if len(made) == times:
            break
        changed = FAULTS[name](draw, typed)
        if changed is not None and changed != typed:
            typed = changed
            made.append(name)
    return typed, made
