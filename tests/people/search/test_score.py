"""How well somebody fits, and the reasons given: a pure comparison."""

from datetime import date

import pytest

from people.search.parts import parse
from people.search.score import INDEXED, ORDINARY, Fit, alike, fit, kinds

AISHA = (
    "n:aisha",
    "n:khan",
    "a:malik",
    "b:20160403",
    "p:m331aa",
    "o:m33",
    "t:07700900123",
    "i:9434765919",
    "r:cs2600012",
)


def compared(text: str, keys: tuple[str, ...] = AISHA, allowed: frozenset[str] = INDEXED) -> Fit:
    parts = parse(text, today=date(2026, 11, 21))
    words = tuple(word.lower() for word in parts.words)
    return fit(parts, words, kinds(keys, allowed))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("aisha khan", "name"),
        ("khan aisha", "name"),
        ("ayesha khan", "“ayesha” stands for Aisha"),
        ("aisah khan", "spelt nearly as Aisha"),
        ("aisha khen", "spelt nearly as Khan"),
        ("ais", "name begins so"),
        ("aisha malik", "another name they use or used"),
        ("khan 3/4/16", "born that day"),
        ("khan 4/3/2016", "born that day, day and month swapped"),
        ("khan 3/4/2015", "born on nearly that date"),
        ("khan m33 1aa", "postcode"),
        ("khan m33 1ab", "postcode with a slip"),
        ("khan m33", "lives in M33"),
        ("khan 07700 900123", "telephone"),
        ("khan 900123", "telephone"),
        ("943 476 5919", "NHS number"),
        ("CS-26-00012", "reference"),
    ],
)
def test_the_reason_says_what_matched(text: str, reason: str) -> None:
    assert reason in compared(text).reasons


def test_what_fits_in_full_scores_one_and_a_slip_less() -> None:
    assert compared("aisha khan 3/4/2016 m33 1aa").score == 1
    assert 0.8 < compared("aisha kahn 3/4/2016").score < 1
    assert compared("peter jones").score == 0


def test_nobody_is_matched_by_a_place_number_or_alias_they_may_not_be_searched_by() -> None:
    for text in ("m33 1aa", "07700 900123", "CS-26-00012", "malik"):
        assert compared(text).score > 0
        assert compared(text, allowed=ORDINARY).score == 0
        assert not compared(text, allowed=ORDINARY).reasons


def test_one_name_of_theirs_answers_one_typed() -> None:
    """Khan Khan is not Aisha Khan twice over."""
    assert compared("khan khan").score < 0.8


def test_names_are_alike_by_form_slip_beginning_or_sound() -> None:
    assert alike("smith", "smith") == 1
    assert alike("bob", "robert") > alike("smyth", "smith") > alike("smith", "jones")
    assert alike("fillip", "philip") >= 0.5
    assert alike("mohamed", "muhammad") > 0.9
