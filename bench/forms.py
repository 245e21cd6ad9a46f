"""`python -m bench forms`: a flood of forged forms with a few true ones among them, at a steady rate over HTTP."""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import statistics
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.forged import Sent, forms
from bench.private import LOOPBACK, address, asked, environment, private_database, web_server

_REFERENCE = re.compile(r"CN-\d\d-\d{5}")
_OPENED = re.compile(r'name="opened" value="([^"]+)"')
PAGES = 12
_last_page = 1


@dataclass
class Answer:
    status: int
    reference: str
    seconds: float
    processor: float
    appeared: float = -1.0


def _ask(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
    status, text, _ = _timed(port, method, path, body, **headers)
    return status, text


def _timed(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, float]:
    """Also how much of a processor the web worker took, in milliseconds."""
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=120)
    line.request(method, path, body=body or None, headers=headers)
    answer = line.getresponse()
    text = answer.read().decode(errors="replace")
    line.close()
    return answer.status, text, float(answer.headers.get("X-Cpu-Ms", "0"))


def _send(port: int, form: Sent, opened: str, session: str) -> Answer:
    typed = {"opened": opened} | form.fields
    began = time.monotonic()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": form.sender}
    status, text, processor = _timed(port, "POST", "/help/write/", urlencode(typed), **headers)
    found = _REFERENCE.search(text)
    answer = Answer(status, found.group() if found else "", time.monotonic() - began, processor)
    if form.is_true:
        answer.appeared = _appears(port, answer.reference, session, began)
    return answer


def _appears(port: int, reference: str, session: str, began: float) -> float:
    """Seconds from sending until a duty worker's queue shows it; -1 where it does not within five minutes."""
    global _last_page
    while time.monotonic() - began < 300:
        # New ones stand at the end of the unread: where the last was found, and from there on.
        for page in sorted(
            range(1, PAGES + 1), key=lambda number: (number < _last_page, abs(number - _last_page))
        ):
            _, text = _ask(port, "GET", f"/front-door/?page={page}", Cookie=f"trafford_session={session}")
            if reference in text:
                _last_page = page
                return time.monotonic() - began
        time.sleep(1)
    return -1.0


def _measured(database: str) -> dict[str, Any]:
    import psycopg

    with psycopg.connect(address(database, owner=True), autocommit=True) as connection:
        row = connection.execute(
            "SELECT pg_database_size(current_database()), (SELECT count(*) FROM referrals_publicform),"
            " (SELECT coalesce(max(length(answers::text)), 0) FROM referrals_publicform),"
            " (SELECT count(*) FROM referrals_publicform WHERE contact_id IS NULL),"
            " (SELECT count(*) FROM outbox_job WHERE kind = 'referrals.public_receipt')"
        ).fetchone()
    assert row is not None
    return dict(zip(("bytes", "forms", "longest", "held", "mails"), row, strict=True))


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench forms", description=__doc__)
    parser.add_argument("--forged", type=int, default=10_000)
    parser.add_argument("--true", type=int, default=50)
    parser.add_argument("--rate", type=float, default=20.0)
    given = parser.parse_args(words)
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as made,
        private_database(f"bench_{os.getpid()}") as name,
    ):
        folder = Path(made)
        owner = environment(name, settings="bench.settings", folder=folder, owner=True)
        facts = asked(["-m", "bench.seed", "40", "10"], env=owner, seconds=300)
        serving = environment(name, settings="bench.settings", folder=folder)
        with web_server("bench.wsgi:application", env=serving, folder=folder, workers=3) as port:
            before = _measured(name)
            sent, answers, spent = _flood(port, facts["sessions"]["duty"], given)
            after = _measured(name)
        mails = asked(["-m", "bench.mails"], env=serving, seconds=300)
    _print(sent, answers, before=before, after=after, spent=spent, mails=mails)


def _flood(port: int, session: str, given: argparse.Namespace) -> tuple[list[Sent], list[Answer], float]:
    """An open loop: each form leaves at its moment, whatever became of those before."""
    _, page = _ask(port, "GET", "/help/write/")
    found = _OPENED.search(page)
    opened = found.group(1) if found else ""
    time.sleep(4)
    made = forms(random.Random(50), forged=given.forged, true=given.true)
    began = time.monotonic()
    waiting: list[Future[Answer]] = []
    with ThreadPoolExecutor(32) as pool:
        for place, form in enumerate(made):
            pause = began + place / given.rate - time.monotonic()
            if pause > 0:
                time.sleep(pause)
            waiting.append(pool.submit(_send, port, form, opened, session))
        answers = [each.result() for each in waiting]
    return made, answers, time.monotonic() - began


def _print(
    sent: list[Sent],
    answers: list[Answer],
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    spent: float,
    mails: dict[str, int],
) -> None:
    true = [answer for form, answer in zip(sent, answers, strict=True) if form.is_true]
    seen = sorted(answer.appeared for answer in true if answer.appeared >= 0)
    refused = [answer for answer in answers if answer.status != 200 or not answer.reference]
    grown = (after["bytes"] - before["bytes"]) / max(len(sent), 1)
    lines = [
        f"{len(sent) - len(true)} forged and {len(true)} true forms in {spent:.0f} s ({len(sent) / spent:.1f}/s)",
        f"true forms in the queue        {len(seen)} of {len(true)}",
        f"refused                        {len(refused)} of {len(sent)}",
        f"time to appear, s              p50 {statistics.median(seen or [-1]):.1f}, longest {max(seen or [-1]):.1f}",
        f"time to answer, s              p50 {statistics.median(each.seconds for each in answers):.2f},"
        f" longest {max(each.seconds for each in answers):.1f}",
        f"processor of the web, ms       p50 {statistics.median(each.processor for each in answers):.0f} a form,"
        f" {statistics.mean(each.processor for each in true or answers):.0f} a true one",
        f"held, to be read by a person   {after['held'] - before['held']}",
        f"forged in the queue            {len(sent) - len(true) - (after['held'] - before['held'])} at most",
        f"rows written for them          {after['forms'] - before['forms']}",
        f"database grew by, a form       {grown / 1024:.1f} KiB; longest answers kept {after['longest']} characters",
        f"receipts queued                {after['mails'] - before['mails']}",
        f"mails that went out            {mails['victim']} to the address that all forgeries name, {mails['others']} others",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
