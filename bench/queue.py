"""`python -m bench queue`: five hundred undecided concerns with 200,000 contacts behind them, beside a small front door.

Prints how many queries each page of the queue makes in both, and its time beside the bare page; asserts nothing.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.private import asked, environment, private_database, web_server

UNDECIDED, BEHIND = 500, 200_000
SMALL = (5, 50)
CASES = 100


def pages(facts: dict[str, Any]) -> list[Any]:
    from bench.__main__ import Page

    concern, rows = facts["contact"], "queue/?rows=50"
    return [
        Page("Front-door queue", "duty", "/front-door/", rows),
        Page("Its second page", "duty", "/front-door/?page=2", rows),
        Page("Ready to decide", "duty", "/front-door/?tab=ready", rows),
        Page("Decided today", "duty", "/front-door/?tab=decided", rows),
        Page("Closure check", "duty", "/front-door/closing/", rows),
        Page(
            "Triage of one concern",
            "duty",
            f"/front-door/{concern}/",
            f"triage/?{urlencode({'contact': concern})}",
        ),
    ]


def main(words: list[str]) -> None:
    from bench.__main__ import REQUESTS, WARM, ask, measure, table

    parser = argparse.ArgumentParser(prog="python -m bench queue", description=__doc__)
    parser.add_argument("--undecided", type=int, default=UNDECIDED)
    parser.add_argument("--behind", type=int, default=BEHIND)
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--say", action="store_true", help="print the queries of each page")
    given = parser.parse_args(words)
    few: dict[str, str] = {}
    rows: list[list[str]] = []
    for undecided, behind in (SMALL, (given.undecided, given.behind)):
        began = time.monotonic()
        is_small = (undecided, behind) == SMALL
        with (
            tempfile.TemporaryDirectory(prefix="bench-") as made,
            private_database(f"bench_queue_{os.getpid()}_{undecided}") as database,
        ):
            folder = Path(made)
            owner = environment(database, settings="bench.settings", folder=folder, owner=True)
            words = ["-m", "bench.seed", str(undecided * 2 + 500), str(CASES), str(undecided), str(behind)]
            facts = asked(words, env=owner, seconds=3000)
            sys.stdout.write(f"{undecided} undecided, {behind + undecided:,} contacts behind them, ")
            sys.stdout.write(f"in {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()
            serving = environment(database, settings="bench.settings", folder=folder)
            with web_server("bench.wsgi:application", env=serving, folder=folder, workers=3) as port:
                for page in pages(facts):
                    session = facts["sessions"][page.who]
                    if is_small:
                        for _ in range(WARM):
                            ask(port, page.path, session)
                        few[page.title] = ask(port, page.path, session, count="yes").queries
                    else:
                        rows.append(measure(port, page, session, requests=given.requests, say=given.say))
    sys.stdout.write(f"\n{table(rows)}\n\n")
    for row in rows:
        before, now = few[row[0]], row[1]
        said = "the same" if before == now else f"{before} and {now}"
        sys.stdout.write(f"{row[0]:<24} queries of {SMALL[0]} and of {given.undecided} undecided: {said}\n")
