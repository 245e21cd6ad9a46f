"""Web, worker and beat are started and stopped together, children included."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from demo.processes import Group, Member

STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
if child:
    print(os.getpid(), child, flush=True)
time.sleep(120)
"""


def stubborn(folder: Path, name: str) -> Member:
    return Member(name, [sys.executable, "-c", STUBBORN], folder / f"{name}.log")


def pids(member: Member) -> list[int]:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        words = member.log.read_text().split()
        if len(words) == 2:
            return [int(word) for word in words]
        time.sleep(0.05)
    raise AssertionError(member.log.read_text())


def test_even_processes_that_refuse_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("demo.processes.POLITE_SECONDS", 0.5)
    group = Group(tmp_path, dict(os.environ))
    for name in ("one", "two"):
        group.start(stubborn(tmp_path, name))
    everyone = [pid for member in group.members for pid in pids(member)]
    assert len(everyone) == 4
    group.stop()
    end = time.monotonic() + 5
    while time.monotonic() < end and any(Path(f"/proc/{pid}").exists() for pid in everyone):
        time.sleep(0.05)
    assert [pid for pid in everyone if Path(f"/proc/{pid}").exists() and "zombie" not in state(pid)] == []


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return "zombie"


def test_when_one_ends_the_group_says_which(tmp_path: Path) -> None:
    group = Group(tmp_path, dict(os.environ))
    group.start(Member("web", [sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "web.log"))
    group.start(
        Member("worker", [sys.executable, "-c", "raise SystemExit('no broker')"], tmp_path / "worker.log")
    )
    try:
        ended = group.watch()
    finally:
        group.stop()
    assert ended is not None
    assert ended.name == "worker"
    assert "no broker" in ended.log.read_text()


def test_members_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from demo.processes import *\n"
        "web = [sys.executable, '-c', 'import time; time.sleep(120)']\n"
        f"m = Member('web', web, Path({str(tmp_path)!r}) / 'web.log')\n"
        "Group(Path('.'), dict(os.environ)).start(m); print(m.process.pid, flush=True); time.sleep(120)"
    )
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True
    ) as supervisor:
        assert supervisor.stdout is not None
        member = int(supervisor.stdout.readline())
        supervisor.send_signal(signal.SIGKILL)
    end = time.monotonic() + 10
    while time.monotonic() < end and Path(f"/proc/{member}").exists():
        time.sleep(0.05)
    assert not Path(f"/proc/{member}").exists()
