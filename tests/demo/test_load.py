"""demo_load is done once, goes on where it was killed; the demonstration's clock moves forward only."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from core import clock
from demo.management.commands import demo_load
from demo.stories.engine import moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> dict[str, int]:
    """Three parts that only count themselves, of which the second fails once."""
    settings.DEMO_CLOCK_FILE = str(tmp_path / "clock.json")
    counted: dict[str, int] = {}

    def act(name: str) -> None:
        counted[name] = counted.get(name, 0) + 1
        if name == "B" and counted[name] == 1:
            raise RuntimeError("killed")

    made = [(name, name, lambda name=name: act(name)) for name in "ABC"]
    monkeypatch.setattr(demo_load, "establish", lambda: 0)
    monkeypatch.setattr(demo_load.Command, "_parts", lambda self: made)
    return counted


def test_a_killed_load_goes_on_where_it_stopped(parts: dict[str, int]) -> None:
    with pytest.raises(RuntimeError):
        call_command("demo_load", stdout=StringIO())
    call_command("demo_load", stdout=StringIO())
    assert parts == {"A": 1, "B": 2, "C": 1}
    again = StringIO()
    call_command("demo_load", stdout=again)
    assert parts == {"A": 1, "B": 2, "C": 1}


def test_loading_opens_the_demonstration_on_its_day(parts: dict[str, int]) -> None:
    parts["B"] = 1
    call_command("demo_load", stdout=StringIO())
    assert abs((clock.now() - moment(demo_load.OPENS)).total_seconds()) < 60


def test_the_clock_moves_forward_only(settings: Settings, tmp_path: Path) -> None:
    settings.DEMO_CLOCK_FILE = str(tmp_path / "clock.json")
    clock.set_demo_now(moment("2027-03-31 09:00"))
    said = StringIO()
    call_command("advance_demo", "--to", "2027-04-06T09:00", stdout=said)
    assert f"{clock.local_now():%Y-%m-%d %H:%M}" == "2027-04-06 09:00"
    assert "Tuesday 6 April 2027" in said.getvalue()
    with pytest.raises(CommandError):
        call_command("advance_demo", "--to", "2027-04-05T09:00", stdout=StringIO())
    assert json.loads((tmp_path / "clock.json").read_text())["demo_at"].startswith("2027-04-06")
