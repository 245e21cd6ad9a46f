"""Web workers, Celery workers and Redis killed with signal 9 while concerns are sent."""

import sys
from typing import Any

import pytest

from tests.faults.arena import played


def told(report: dict[str, Any]) -> str:
    """The figures belong to the result: how many kills, how many of them struck something at work."""
    share = report["inside"] / max(report["kills"], 1)
    passed = "answered when sent again"
    lines = (
        f"kills {report['kills']}, inside {report['inside']} ({share:.0%}), "
        f"of them in a transaction {report['in_transaction']}",
        f"concerns {report['concerns']}, decisions {report['decisions']}",
        f"lines cut {report['cut']}, {passed} {report['resent']}",
        f"mails {report['mails']}, doubled {report['mail_doubles']} (may be {report['allowed']})",
        f"worker started {report['worker_starts']} times",
        *(f"  {count:3d} {point}" for point, count in sorted(report["by_point"].items())),
    )
    return "\n" + "\n".join(lines) + "\n"


def check(report: dict[str, Any], *, kills: int) -> None:
    assert report["troubles"] == []
    assert report["broken"] == []
    assert report["drained"], "notices still waited for their mail"
    assert report["kills"] >= kills, report["missed"]
    assert report["inside"] >= 0.8 * report["kills"]
    assert report["mail_doubles"] <= report["allowed"]


def test_six_kills_lose_and_double_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    report = played("faults_short", "concerns", "--rounds", "6", seconds=120)
    with capsys.disabled():
        sys.stdout.write(told(report))
    check(report, kills=6)


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_sixty_kills_lose_and_double_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    report = played("faults_long", "concerns", "--rounds", "72", seconds=1300)
    with capsys.disabled():
        sys.stdout.write(told(report))
    check(report, kills=60)
