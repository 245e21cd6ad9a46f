"""Given a health visitor's concern, when everyone does their part, then a conference's pack is printed."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader

from core import clock
from tests.journeys import concern, protection
from tests.journeys.walk import Walk
from tests.personas import Personas

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADER = "CHAIR'S COPY - NOT FOR FAMILY OR AGENCIES"


@pytest.fixture
def walk(
    page: Any, base: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Walk]:
    monkeypatch.setattr(settings, "DEMO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    monkeypatch.setattr(clock, "_cached", None)
    concern.given_the_north_team_covers_the_north()
    yield Walk(page=page, base=base, personas=personas)
    page.goto("about:blank")


@pytest.mark.timeout(900)
def test_from_a_logged_concern_to_the_printed_pack(walk: Walk) -> None:
    reference = concern.when_the_health_visitor_logs_a_concern(walk)
    concern.when_duty_reads_rates_and_matches(walk, reference)
    concern.when_duty_asks_the_police_who_answer(walk)
    concern.when_the_manager_decides(walk)
    concern.then_the_referrer_reads_no_more_than_is_released(walk, reference)
    protection.when_the_team_manager_allocates_the_assessment(walk)
    protection.when_the_strategy_discussion_is_recorded(walk)
    case = protection.when_the_case_is_allocated_and_a_lead_is_named(walk)
    assessment = protection.when_the_children_are_assessed(walk)
    protection.when_the_manager_authorises_and_concludes(walk, assessment)
    protection.when_the_lead_writes_the_plan(walk, case)
    conference = protection.when_the_conference_is_prepared(walk, case)
    protection.when_the_chair_records_the_decision(walk, conference)
    protection.when_the_core_group_meets(walk, case)
    pack = when_the_chair_prints_the_pack(walk, conference)
    then_it_is_the_chairs_copy(pack)
    then_the_manager_sees_it_in_the_localitys_caseload(walk)


def when_the_chair_prints_the_pack(walk: Walk, conference: str) -> bytes:
    """Asked for, progress shown, made in the background, downloaded."""
    walk.become(walk.personas.chair, conference)
    walk.follow("Make the pack")
    walk.reads(HEADER)
    walk.press("Make the paper")
    walk.reads("Waiting for its turn", "0 of 3", "You can leave this page")
    walk.run_jobs()
    walk.page.get_by_text("Download the paper").wait_for()
    walk.look("21-pack")
    with walk.page.expect_download() as waiting:
        walk.follow("Download the paper")
    return Path(waiting.value.path()).read_bytes()


def then_it_is_the_chairs_copy(pack: bytes) -> None:
    """Safety u: the header on every page, the reports, nothing that the police restricted."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(pack)).pages]
    assert len(pages) > 2
    for text in pages:
        assert HEADER in text
    whole = " ".join(" ".join(pages).split())
    for words in (
        "Ivy Demowren", "Nobody explains the injury", "misses two of three appointments", "Neglect fits too",
        "No injury that nobody explains",
    ):  # fmt: skip
        assert words in whole, words
    assert protection.POLICE_ONLY not in whole


def then_the_manager_sees_it_in_the_localitys_caseload(walk: Walk) -> None:
    """Live numbers, each opening its list: both children of the family, their worker, what is due."""
    walk.become(walk.personas.team_manager, "/caseload/")
    walk.reads("North", "Demo Social Worker")
    walk.look("22-caseload")
    walk.follow("Open, North")
    walk.reads("2 in this list", "Ivy Demowren", "Rowan Demowren", "Demo Social Worker")
