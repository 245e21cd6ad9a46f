"""A list of one says so in the singular."""

import pytest

from core.govuk.words import counted


@pytest.mark.parametrize(
    ("what", "number", "said"),
    [
        ("conferences asked for or fixed", 1, "conference asked for or fixed"),
        ("conferences asked for or fixed", 2, "conferences asked for or fixed"),
        ("questions", 1, "question"),
        ("entries that you may read", 1, "entry that you may read"),
        ("unread notices", 1, "unread notice"),
        ("members of staff", 1, "member of staff"),
        ("in this list", 1, "in this list"),
        ("questions", None, "questions"),
        ("questions", 0, "questions"),
    ],
)
def test_a_list_of_one_is_said_in_the_singular(what: str, number: int | None, said: str) -> None:
    assert counted(what, number) == said
