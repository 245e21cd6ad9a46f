"""Forms as a flood of forgeries sends them, and as people do; the same for the bench and for the test beside it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

VICTIM = "somebody.else@example.com"
_SYLLABLES = [
    "ba",
    "de",
    "fi",
    "go",
    "ku",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "wo",
    "xu",
    "ya",
    "ze",
]
# Of a hundred forged forms so many of each kind; the careful ones differ from a person's in nothing.
KINDS = (
    ("one address", 45),
    ("same words", 20),
    ("trap", 15),
    ("huge", 5),
    ("not our page", 10),
    ("links", 5),
)
CAREFUL = 60


@dataclass(frozen=True, slots=True)
class Sent:
    """One form on its way: from where, what, whether a person wrote it."""

    sender: str
    fields: dict[str, str]
    is_true: bool
    kind: str


def words(draw: random.Random, number: int) -> str:
    return " ".join("".join(draw.choices(_SYLLABLES, k=draw.randint(1, 4))) for _ in range(number))


def forms(draw: random.Random, *, forged: int, true: int) -> list[Sent]:
    """All of them, people's among forgeries."""
    careful = min(CAREFUL, forged // 20)
    addresses = max(1, forged // 500)
    made = [_forged(draw, number, careful=careful, addresses=addresses) for number in range(forged)]
    made += list(_true(draw, true))
    draw.shuffle(made)
    return made


def _address(draw: random.Random) -> str:
    return ".".join(str(draw.randint(1, 254)) for _ in range(4))


def _forged(draw: random.Random, number: int, *, careful: int, addresses: int) -> Sent:
    kind = "careful" if number < careful else draw.choices(*zip(*KINDS, strict=True))[0]
    fields = {
        "what": words(draw, 40),
        "referrer_email": VICTIM,
        "referrer_email_is_safe": "on",
        "website": "",
    }
    sender = _address(draw)
    if kind == "one address":
        sender = f"203.0.113.{draw.randint(1, addresses)}"
    elif kind == "same words":
        fields["what"] = f"They are hurting him again, come quickly {draw.randint(0, 10**9)}"
    elif kind == "trap":
        fields["website"] = "https://example.com"
    elif kind == "huge":
        fields["what"] = words(draw, 400) * 60
    elif kind == "not our page":
        fields["opened"] = "forged"
    elif kind == "links":
        fields["what"] += " http://a.example http://b.example http://c.example"
    return Sent(sender, fields, False, kind)


def _true(draw: random.Random, number: int) -> Iterator[Sent]:
    for place in range(number):
        fields = {
            "what": f"The child at number {place} cries at night. {words(draw, 60)}", "website": "", "role_1": "CHILD",
            "forename_1": "Demo", "surname_1": words(draw, 1).title(), "age_words_1": "about six",
            "referrer_source": "1B", "referrer_name": "Demo Neighbour", "referrer_phone": "01632 960 555",
        }  # fmt: skip
        yield Sent(_address(draw), fields, True, "true")
