"""Two HTTP sessions at once: one decision each, one claim each, a form sent twice is one."""

import sys
from typing import Any

import pytest

from tests.faults.arena import played


def check(report: dict[str, Any], capsys: pytest.CaptureFixture[str], *, rounds: int) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\nrounds {report['rounds']}, decisions {report['decisions']}\n")
        for name, answers in report["answers"].items():
            sys.stdout.write(
                f"  {name}: {', '.join(f'{count} times {how}' for how, count in answers.items())}\n"
            )
    assert report["broken"] == []
    # Two of the three races of a round end in one decision each.
    assert report["decisions"] == 2 * rounds


def test_two_sessions_make_one_decision_and_one_claim(capsys: pytest.CaptureFixture[str]) -> None:
    check(played("races_short", "races", "--rounds", "10", seconds=150, worker=False), capsys, rounds=10)


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_two_sessions_make_one_decision_and_one_claim_a_hundred_times(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check(played("races_long", "races", "--rounds", "100", seconds=1300, worker=False), capsys, rounds=100)


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_of_two_who_claim_at_once_one_holds_it_a_thousand_times(capsys: pytest.CaptureFixture[str]) -> None:
    report = played("claims_long", "claims", "--rounds", "1000", seconds=1300, worker=False)
    with capsys.disabled():
        sys.stdout.write(f"\n{report['rounds']} claim races: {report['answers']}, won by {report['won']}\n")
    assert report["broken"] == []
    assert report["written"] == report["rounds"] == sum(report["won"].values())
