"""`python -m bench search`: a borough of 250,000, a thousand queries with two faults each, three ways of searching.

Prints recall in the first ten and the time of each way, as ratios; asserts nothing. The faults are those of
demo/borough/faults.py, printed with how often each was drawn and missed.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.private import ROOT, asked, environment, kept_database

PEOPLE, QUERIES, SEED = 250_000, 1_000, 7


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench search", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--queries", type=int, default=QUERIES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--explain", action="store_true", help="print the plans of a few questions")
    given = parser.parse_args(words)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)

        def build(database: str) -> None:
            sys.stderr.write(f"A borough of {given.people:,} is not there yet: it is made once and kept.\n")
            owner = environment(database, settings="bench.settings", folder=folder, owner=True)
            users = "import django; django.setup(); from tests.personas import make_personas; make_personas()"
            subprocess.run([sys.executable, "-c", users], cwd=ROOT, env=owner, check=True, timeout=300)
            borough = ["manage.py", "borough", "--people", str(given.people), "--seed", str(given.seed)]
            serving = environment(database, settings="bench.settings", folder=folder)
            subprocess.run(
                [sys.executable, *borough], cwd=ROOT, env=serving, check=True, timeout=3000, stdout=sys.stderr
            )

        database, is_new = kept_database(f"bench_borough_{given.people}_{given.seed}", build=build)
        told = f"made in {time.monotonic() - began:.0f} s" if is_new else "kept from an earlier run"
        sys.stdout.write(f"{given.people:,} people, {told}\n\n")
        sys.stdout.flush()
        serving = environment(database, settings="bench.settings", folder=folder)
        asking = [
            "-m",
            "bench.search_asked",
            str(given.queries),
            str(given.seed),
            "explain" if given.explain else "",
        ]
        found = asked(asking, env=serving, seconds=3000)
    sys.stdout.write(report(found, queries=given.queries) + "\n")


def report(found: dict[str, object], *, queries: int) -> str:
    ways: dict[str, dict[str, float]] = json.loads(json.dumps(found["ways"]))
    ours = ways["search"]
    lines = [f"{'way':<22} {'recall@10':>9} {'p50 ms':>8} {'p95 ms':>8} {'p95 to ours':>11}"]
    lines += [
        f"{name:<22} {way['recall']:>9.3f} {way['p50']:>8.1f} {way['p95']:>8.1f} {way['p95'] / ours['p95']:>11.1f}"
        for name, way in ways.items()
    ]
    drawn, missed = Counter(found["drawn"]), Counter(found["missed"])  # type: ignore[call-overload]
    lines += ["", f"{queries} queries: a name and one of birth date, postcode, telephone; two faults each:"]
    lines += [
        f"  {name:<34} {number:>5} drawn {missed[name]:>4} missed" for name, number in drawn.most_common()
    ]
    plans: list[str] = found.get("plans", [])  # type: ignore[assignment]
    return "\n".join([*lines, *plans])
