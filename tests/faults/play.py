"""Play a scenario in an arena: concerns sent while processes die; prints one line of JSON as its report."""

import argparse
import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.db import connection  # noqa: E402

from accounts.models import User  # noqa: E402
from outbox.models import Job  # noqa: E402
from tests.faults import invariants  # noqa: E402
from tests.faults.client import Browser  # noqa: E402
from tests.faults.ledger import noted  # noqa: E402
from tests.faults.races import claims, complaints, decide_form, races, ready  # noqa: E402
from tests.personas import make_personas  # noqa: E402

FOLDER = Path(os.environ["PRIVATE_FOLDER"])
# Where the web worker dies while it answers, where the Celery worker dies in a job, and Redis under either.
WEB = ("before-insert", "after-insert", "before-commit", "after-commit", "before-response", "mid-response")
WORKER = ("in-handler", "before-commit", "after-send", "after-commit")
REDIS = (("web", "before-commit"), ("worker", "before-commit"))
SENDERS = ("referrer", "health_visitor")


BRIEFLY = [
    ("web", "before-commit", False),
    ("web", "after-commit", False),
    ("web", "after-commit", False),
    ("worker", "in-handler", False),
    ("worker", "after-commit", False),
    ("web", "before-commit", True),
]


def plan(kills: int) -> list[tuple[str, str, bool]]:
    """Who dies where: web, worker and Redis in turn (role, point, whether it is Redis that dies)."""
    if kills <= len(BRIEFLY):
        return BRIEFLY[:kills]
    rounds: list[tuple[str, str, bool]] = []
    while len(rounds) < kills:
        rounds += [("web", point, False) for point in WEB]
        rounds += [("worker", point, False) for point in WORKER]
        rounds += [(*place, True) for place in REDIS]
    return rounds[:kills]


def decides(number: int, role: str) -> bool:
    """In every second web round a decision, the other way round in the next cycle."""
    return role == "web" and (number + number // 12) % 2 == 1


def drop_ticket(number: int, role: str, point: str, redis: bool) -> Path:
    ticket = FOLDER / "tickets" / f"{role}.{point}.{number:04d}"
    fresh = FOLDER / f"ticket.{number}"
    fresh.write_text((FOLDER / "redis.pid").read_text() if redis else "")
    fresh.rename(ticket)
    return ticket


def wait_for(what: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


def send_concern(browser: Browser, mark: str) -> str:
    """A concern typed in its steps and sent, one number throughout; gives the receipt's address."""
    draft = uuid4()
    base = f"/concerns/new/{draft}/"
    steps = (
        ("steps/danger/", {"where_now": "At school until half past three", "danger_now": "NO"}),
        (
            "people/1/",
            {"role": "CHILD", "forename": "Ada", "surname": "Demochild", "age_words": "about seven"},
        ),
        ("steps/concern/", {"what": f"Bruises on both arms, seen at the register. Mark {mark}."}),
    )
    for path, form in steps:
        answer = browser.insist(base + path, form)
        if answer.status != 302:
            raise RuntimeError(f"{path} was not kept: {answer.status} {answer.body[:3000]}")
    answer = browser.insist(f"{base}check/", {"idempotency_key": str(draft)})
    if answer.status != 302:
        raise RuntimeError(f"no receipt: {answer.status} {answer.body[:6000]}")
    return answer.location


def concerns(port: int, kills: int) -> dict[str, Any]:
    """Send concerns, one process dying in each round, with another sender at work beside it."""
    make_personas()
    before = invariants.standing()
    everyone = {user.username: user for user in User.objects.all()}
    browsers = [Browser(everyone[name], port) for name in SENDERS]
    receipts: dict[str, str] = {}
    stop, troubles = threading.Event(), []

    def beside(browser: Browser, name: str) -> None:
        number = 0
        while not stop.wait(1.0):
            mark = f"[{name}-{number}]"
            try:
                receipts[mark] = send_concern(browser, mark)
            except Exception as error:  # noqa: BLE001 (told in the report)
                troubles.append(f"{mark}: {error}")
                return
            number += 1

    thread = threading.Thread(target=beside, args=(browsers[1], "beside"), daemon=True)
    thread.start()
    missed = []
    decider, decided = Browser(User.objects.get(username="front_door_manager"), port), 0
    for number, (role, point, redis) in enumerate(plan(kills)):
        # Where the web dies, every second time it is a decision that is being taken, with all that it opens.
        if decides(number, role):
            contact = ready(everyone, number)
            form = decide_form(decider, contact, "FAMILY_HELP", "3")
            ticket = drop_ticket(number, role, point, redis)
            answer = decider.insist(f"{contact.path}decide/", form)
            decided += answer.status == 302
            if answer.status != 302:
                troubles.append(f"decision {number}: {answer.status} {complaints([answer])}")
        else:
            ticket = drop_ticket(number, role, point, redis)
            mark = f"[kill-{number}]"
            receipts[mark] = send_concern(browsers[0], mark)
        if not wait_for(lambda: not ticket.exists(), 20):  # noqa: B023
            missed.append(ticket.name)
            ticket.unlink(missing_ok=True)
    stop.set()
    thread.join(60)
    arranged = sum(decides(number, role) for number, (role, _, _) in enumerate(plan(kills)))
    drained = wait_for(lambda: not Job.objects.waiting().filter(kind="outbox.mail").exists(), 90)
    strikes = noted("strikes")
    in_window = sum(line["role"] == "worker" for line in strikes)
    return {
        "kills": len(strikes),
        "inside": sum(bool(line["in_transaction"] or line["in_request"]) for line in strikes),
        "in_transaction": sum(bool(line["in_transaction"]) for line in strikes),
        "by_point": dict(Counter(f"{line['victim']} {line['role']}.{line['point']}" for line in strikes)),
        "missed": missed,
        "concerns": len(receipts),
        "decisions": decided,
        "cut": sum(browser.cut for browser in (*browsers, decider)),
        "resent": sum(browser.resent for browser in (*browsers, decider)),
        "mails": len(noted("mails")),
        "mail_doubles": invariants.mail_doubles(),
        "allowed": in_window,
        "drained": drained,
        "troubles": troubles,
        "broken": invariants.broken(receipts, arranged=arranged, before=before),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario", choices=["concerns", "races", "claims"])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    scenario = {"concerns": concerns, "races": races, "claims": claims}[given.scenario]
    report = scenario(given.port, given.rounds)
    connection.close()
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
