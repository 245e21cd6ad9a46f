"""The stories of domain.md F at the front door, each at its own date; a walk with a clock of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from core import clock
from tests.journeys.walk import Walk
from tests.personas import Personas


@pytest.fixture
def walk(
    page: Any, base: str, personas: Personas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Walk]:
    monkeypatch.setattr(settings, "DEMO_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.setattr(clock, "_cached", None)
    # A story is long, and fails for what it says, not for a machine that is busy.
    page.set_default_timeout(40_000)
    yield Walk(page=page, base=base, personas=personas)
    page.goto("about:blank")
