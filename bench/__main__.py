"""`python -m bench`: builds its own database, measures the main pages, prints one table. Asserts no wall-clock."""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.private import LOOPBACK, ROOT, asked, environment, private_database, web_server

REQUESTS, WARM = 40, 4
HEAD = ["page", "queries", "p50 ms", "bare", "ratio", "cpu ms", "bare", "ratio", "sql ms", "KiB"]
GOAL_QUERIES, GOAL_RATIO = 12, 2.5
FEW = (1, 20)


@dataclass(frozen=True)
class Page:
    title: str
    who: str
    path: str
    bare: str


def pages(facts: dict[str, Any]) -> list[Page]:
    who = facts["users"]
    me = {name: urlencode({"me": pk, "team": facts["team"]}) for name, pk in who.items()}
    contact, person = facts["contact"], facts["person"]
    return [
        Page("Front-door queue", "duty", "/front-door/", "queue/?rows=50"),
        Page("Triage of one concern", "duty", f"/front-door/{contact}/", f"triage/?contact={contact}"),
        Page("Person", "social_worker", f"/people/{person}/", f"person/?person={person}"),
        Page("Family", "social_worker", f"/people/{person}/family/", f"family/?person={person}"),
        Page("Timeline of one", "social_worker", f"/people/{person}/timeline/", f"person/?person={person}"),
        Page("Timeline of the household", "social_worker", f"/people/{person}/timeline/household/",
             f"household/?person={person}"),
        Page("Tracking board, one worker", "social_worker", "/board/", f"board/?{me['social_worker']}&rows=100"),
        Page("Tracking board, one team", "team_manager", "/board/", f"board/?{me['team_manager']}&rows=100"),
        Page("Caseload", "team_manager", "/caseload/", "caseload/"),
        Page("My work, worker", "social_worker", "/", f"my_work/?{me['social_worker']}&rows=100"),
        Page("My work, manager", "team_manager", "/", f"my_work/?{me['team_manager']}&rows=100"),
        Page("Find a person", "duty", f"/people/?{urlencode({'q': facts['surname']})}",
             f"find/?{urlencode({'surname': facts['surname']})}&rows=50"),
        Page("Find, with a slip and a date", "duty", f"/people/?{urlencode({'q': facts['slip']})}",
             f"find/?{urlencode({'surname': facts['surname']})}&rows=50"),
        Page("Index card", "duty", f"/people/{person}/", f"person/?person={person}"),
    ]  # fmt: skip


@dataclass
class Seen:
    status: int
    size: int
    milliseconds: float
    processor: float
    queries: str
    sql: str
    said: str
    location: str


def ask(port: int, path: str, session: str, *, count: str = "") -> Seen:
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
    headers = {"Cookie": f"trafford_session={session}"} | ({"X-Count": count} if count else {})
    began = time.perf_counter()
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    body = answer.read()
    spent = (time.perf_counter() - began) * 1000
    line.close()
    get = answer.headers.get
    return Seen(
        status=answer.status,
        size=len(body),
        milliseconds=spent,
        processor=float(get("X-Cpu-Ms", "0")),
        queries=get("X-Queries", ""),
        sql=get("X-Sql-Ms", ""),
        said=get("X-Said", ""),
        location=get("Location", ""),
    )


def measure(port: int, page: Page, session: str, *, requests: int, say: bool) -> list[str]:
    """The page and its bare page in turn, so that whatever else the machine does weighs on both."""
    first = ask(port, page.path, session)
    if first.status != 200:
        return [page.title, f"answers {first.status} {first.location}".strip(), *[""] * (len(HEAD) - 2)]
    full: list[Seen] = []
    bare: list[Seen] = []
    for turn in range(WARM + requests):
        one, two = ask(port, page.path, session), ask(port, f"/bare/{page.bare}", session)
        if two.status != 200:
            return [page.title, f"bare page answers {two.status}", *[""] * (len(HEAD) - 2)]
        if turn >= WARM:
            full.append(one)
            bare.append(two)
    counted = ask(port, page.path, session, count="say" if say else "yes")
    if say:
        sys.stderr.write(f"\n{page.title}\n  " + counted.said.replace(" | ", "\n  ") + "\n")
    wall, wall_bare = (statistics.median(each.milliseconds for each in seen) for seen in (full, bare))
    busy, busy_bare = (statistics.median(each.processor for each in seen) for seen in (full, bare))
    over = {"queries": int(counted.queries) > GOAL_QUERIES, "ratio": wall / wall_bare > GOAL_RATIO}
    marks = ", ".join(name for name, is_over in over.items() if is_over)
    return [
        page.title,
        counted.queries,
        f"{wall:.1f}",
        f"{wall_bare:.1f}",
        f"{wall / wall_bare:.1f}",
        f"{busy:.1f}",
        f"{busy_bare:.1f}",
        f"{busy / busy_bare:.1f}",
        counted.sql,
        f"{counted.size / 1024:.0f}" + (f"   over: {marks}" if marks else ""),
    ]


def table(rows: list[list[str]]) -> str:
    head = HEAD
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head) - 1)]
    lines = []
    for row in [head, *rows]:
        first = row[0].ljust(widths[0])
        lines.append(
            "  ".join(
                [
                    first,
                    *(cell.rjust(width) for cell, width in zip(row[1:-1], widths[1:], strict=True)),
                    row[-1],
                ]
            )
        )
    lines.insert(1, "-" * len(lines[0]))
    return "\n".join(lines)


def counts(folder: Path) -> str:
    """How many queries each page makes for one row and for twenty: the same number, or a list grows."""
    found: dict[int, dict[str, str]] = {}
    for rows in FEW:
        with private_database(f"bench_{os.getpid()}_{rows}") as database:
            owner = environment(database, settings="bench.settings", folder=folder, owner=True)
            facts = asked(["-m", "bench.seed", str(rows), str(rows * 4)], env=owner, seconds=300)
            serving = environment(database, settings="bench.settings", folder=folder)
            with web_server("bench.wsgi:application", env=serving, folder=folder, workers=1) as port:
                found[rows] = {
                    page.title: ask(port, page.path, facts["sessions"][page.who], count="yes").queries
                    for page in pages(facts)
                }
    lines = [f"{'queries':<28} " + " ".join(f"{rows:>3} rows" for rows in FEW)]
    for title in found[FEW[0]]:
        numbers = [found[rows][title] for rows in FEW]
        lines.append(f"{title:<28} " + " ".join(f"{number:>8}" for number in numbers) + _grows(numbers))
    return "\n".join(lines)


def _grows(numbers: list[str]) -> str:
    return "" if len(set(numbers)) == 1 else "   not the same"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--concerns", type=int, default=20_000)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument(
        "--borough", type=int, default=250_000, help="people to search among afterwards; 0: none"
    )
    parser.add_argument(
        "--behind", type=int, default=200_000, help="contacts behind a queue of 500 afterwards; 0: none"
    )
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--only", default="", help="pages whose title holds these words")
    parser.add_argument("--profile", action="store_true", help="print where each page spends its time")
    parser.add_argument("--say", action="store_true", help="print the queries of each page")
    given = parser.parse_args()
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as made,
        private_database(f"bench_{os.getpid()}") as database,
    ):
        folder = Path(made)
        owner = environment(database, settings="bench.settings", folder=folder, owner=True)
        facts = asked(["-m", "bench.seed", str(given.concerns), str(given.cases)], env=owner, seconds=600)
        sys.stdout.write(f"{given.concerns} concerns, {given.cases} open cases, {facts['rows']} rows ")
        sys.stdout.write(f"in {time.monotonic() - began:.0f} s\n\n")
        sys.stdout.flush()
        serving = environment(database, settings="bench.settings", folder=folder)
        wanted = [page for page in pages(facts) if given.only.lower() in page.title.lower()]
        if given.profile:
            for page in wanted:
                words = ["-m", "bench.profiled", page.path, facts["sessions"][page.who]]
                subprocess.run([sys.executable, *words], env=serving, cwd=ROOT, check=False, timeout=300)
            return
        with web_server("bench.wsgi:application", env=serving, folder=folder, workers=3) as port:
            rows = [
                measure(port, page, facts["sessions"][page.who], requests=given.requests, say=given.say)
                for page in wanted
            ]
        few = "" if given.only or given.say else counts(folder)
    sys.stdout.write(table(rows) + f"\n\n{given.requests} requests a page, in turn with the bare page; ")
    sys.stdout.write(f"goal: at most {GOAL_QUERIES} queries and {GOAL_RATIO} times the bare page. ")
    sys.stdout.write(f"{time.monotonic() - began:.0f} s.\n\n{few}\n")
    if few and given.behind:
        from bench.queue import main as queue

        sys.stdout.write("\n")
        queue(["--behind", str(given.behind)])
    if few and given.borough:
        from bench.search import main as search

        sys.stdout.write("\n")
        search(["--people", str(given.borough)])


if __name__ == "__main__":
    if sys.argv[1:2] == ["linkage"]:
        from bench.linkage import main as linkage

        linkage(sys.argv[2:])
    elif sys.argv[1:2] == ["queue"]:
        from bench.queue import main as queue

        queue(sys.argv[2:])
    elif sys.argv[1:2] == ["search"]:
        from bench.search import main as search

        search(sys.argv[2:])
    elif sys.argv[1:2] == ["forms"]:
        from bench.forms import main as forms

        forms(sys.argv[2:])
    else:
        main()
