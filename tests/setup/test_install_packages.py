"""Missing system packages: root gets them, everyone else is told exactly which command to run."""

from pathlib import Path

import pytest

from setup import debian
from setup.debian import Package
from setup.progress import SetupError

MISSING = (
    Package("libpango-1.0-0", "printed papers", lambda: False),
    Package("tzdata", "local time", lambda: True),
    Package("no-such-package-here", "nothing", lambda: False, optional=True),
)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    calls: list[list[str]] = []
    monkeypatch.setattr(debian, "run", lambda command, **_: calls.append(list(command)))
    return calls


def test_without_root_the_command_is_named(
    monkeypatch: pytest.MonkeyPatch, installed: list[list[str]]
) -> None:
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    with pytest.raises(SetupError, match=r"sudo apt-get install --no-install-recommends libpango-1\.0-0$"):
        debian.ensure(MISSING)
    assert installed == []


def test_root_gets_what_is_missing_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, installed: list[list[str]]
) -> None:
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)
    debian.ensure(MISSING)
    assert [command[-1] for command in installed] == ["update", "libpango-1.0-0"]


def test_nothing_missing_asks_for_nothing(installed: list[list[str]]) -> None:
    debian.ensure((Package("tzdata", "local time", lambda: True),))
    assert installed == []


def test_ubuntus_chromium_is_a_snap_and_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "chromium-browser"
    stub.write_text("#!/bin/sh\nexec snap install chromium\n")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert debian.chromium() is None
