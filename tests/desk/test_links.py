"""Every page that the desk leads to is there."""

import re
import uuid
from pathlib import Path

import pytest

from desk.presenters.links import link

DESK = Path(__file__).resolve().parents[2] / "desk"
NAMES = sorted(
    {
        name
        for path in DESK.rglob("*.py")
        for name in re.findall(r'(?:link\(\s*|"page", )"([a-z_0-9]+)"', path.read_text())
    }
    | set(re.findall(r'"((?:[a-z_0-9]+_detail|file|paper))"', (DESK / "selectors" / "stages.py").read_text()))
)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_exists(name: str) -> None:
    assert link(name, uuid.uuid4()).startswith("/")


def test_names_were_found() -> None:
    assert {"case_detail", "plan_detail", "early_help_detail", "triage_route", "information_answer"} <= set(
        NAMES
    )
