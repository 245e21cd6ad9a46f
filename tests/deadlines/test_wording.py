"""Clocks say in words how long is left, and on request why."""

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from deadlines.presenters import due_sentence, face
from deadlines.services import extend_clock, stop_clock
from tests.deadlines.arranged import started
from tests.personas import Personas

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 4, 2, 15, 50, tzinfo=UTC)


def test_safety_a_a_working_day_clock_shows_the_hours_and_the_closed_days(personas: Personas) -> None:
    assert due_sentence(started(personas, "REF-DEC", RECEIVED)) == (
        "due Tue 7 April, office target 17:00 (120 hours after receipt at Thu 2 April 16:50), "
        "closed Fri 3 - Mon 6"
    )


@pytest.mark.parametrize(
    ("code", "trigger", "at", "words", "state"),
    [
        ("SA-SCR", RECEIVED, "2026-04-03T10:00", "due today 16:50", "today"),
        ("SA-SCR", RECEIVED, "2026-04-02T17:00", "due tomorrow 16:50", "soon"),
        ("PP-72", RECEIVED, "2026-04-02T17:00", "due Sun 5 April 2026 16:50", "running"),
        ("SA-SCR", RECEIVED, "2026-04-03T20:10", "3 hours over", "over"),
        ("REF-DEC", RECEIVED, "2026-04-07T08:00", "due today, office target 17:00", "today"),
        ("REF-DEC", RECEIVED, "2026-04-02T17:00", "1 working day left", "soon"),
        ("CFA", RECEIVED, "2026-06-08T09:00", "2 working days left", "soon"),
        ("CFA", RECEIVED, "2026-04-02T17:00", "45 working days left", "running"),
        ("CFA", RECEIVED, "2026-06-15T09:00", "3 working days over", "over"),
        ("REF-DEC", date(2026, 4, 1), "2026-04-05T09:00", "over since Thu 2 April 2026", "over"),
        (
            "RCPC-1",
            date(2026, 5, 29),
            "2026-08-28T18:00",
            "due Sat 29 August 2026, no working day before it",
            "soon",
        ),
        (
            "EPO-8",
            date(2026, 12, 25),
            "2026-12-30T09:00",
            "1 working day left; type the date in the order",
            "typing",
        ),
    ],
)
def test_words_say_how_long_is_left(
    personas: Personas, code: str, trigger: datetime, at: str, words: str, state: str
) -> None:
    shown = face(started(personas, code, trigger), at=datetime.fromisoformat(at))
    assert (shown.words, shown.state) == (words, state)


def test_a_stopped_clock_says_when_and_whether_late(personas: Personas) -> None:
    clock = started(personas, "REF-DEC", RECEIVED)
    (done,) = stop_clock(
        code="REF-DEC", subject=clock.person, by=personas.duty, at=datetime(2026, 4, 8, tzinfo=UTC)
    )
    assert face(done, at=RECEIVED).words == "done late, Wed 8 April 2026"


def test_the_component_says_it_in_words_colour_and_shape_with_the_why_on_tap(personas: Personas) -> None:
    clock = started(personas, "RCPC-1", date(2026, 5, 29))
    clock = extend_clock(clock=clock, until=date(2026, 9, 4), reason="Chair ill", by=personas.team_manager)
    page = render_to_string(
        "components/clock.html", {"clock": face(clock, at=datetime(2026, 8, 28, 9, 0, tzinfo=UTC))}
    )
    for part in (
        "4 working days left", "<details", "govuk-tag--blue", "●", "Sat 29 August 2026", "Fri 28 August 2026",
        "Agreed until Fri 4 September 2026 by", "Chair ill", "Statutory guidance",
    ):  # fmt: skip
        assert part in page, part
