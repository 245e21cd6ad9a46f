"""The embedded PostgreSQL and Redis of this checkout: found when they run, started when they do not.

Imports no Django: settings call it. Servers run under `var/`, listen on 127.0.0.1 only, and are held by a
process of their own, which ends after a while without users. `python -m demo.servers start | stop | status`.
"""

import argparse
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, TypedDict

from demo.embedded import ServerError, answers, last_lines
from demo.holder import Holder, process_started

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TRAFFORD_VAR", ROOT / "var"))
IDLE_MINUTES_DEFAULT = 30.0
FIRST_START_SECONDS = 150.0


class DatabaseUrls(TypedDict):
    """The two database roles: one migrates and makes test databases, one serves."""

    owner_url: str
    app_url: str


def ensure_postgres() -> DatabaseUrls:
    """The running PostgreSQL's addresses, starting it when needed; safe when many processes ask at once."""
    entry = _ensure("postgres")
    return {"owner_url": entry["owner_url"], "app_url": entry["app_url"]}


def ensure_redis() -> str:
    """The running Redis's address, starting it when needed."""
    return str(_ensure("redis")["url"])


def running() -> dict[str, Any] | None:
    """What the holder announced, when it and its servers are really there."""
    try:
        facts: dict[str, Any] = json.loads((VAR / "servers.json").read_text())
    except (OSError, ValueError):
        return None
    holder = facts["holder"]
    if not holder["started"] or process_started(holder["pid"]) != holder["started"]:
        return None
    return facts


def start(*, idle_minutes: float | None = None, companion: int = 0) -> dict[str, Any]:
    """Start a holder unless one runs, and wait for its servers; it outlives its companion briefly."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "servers.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (VAR / "servers.asked").touch()
        facts = running()
        if facts is not None:
            return _answering(facts)
        return _start_holder(idle_minutes, companion)


def stop(*, unless_used: bool = False) -> bool:
    """Stop both servers and wait for their end; with `unless_used`, only when nobody else is connected."""
    facts = running()
    if facts is None:
        return False
    if unless_used and _clients(facts):
        return False
    pid = int(facts["holder"]["pid"])
    os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process_started(pid) != facts["holder"]["started"]:
            return True
        time.sleep(0.05)
    raise ServerError(f"The embedded servers' holder (process {pid}) did not end; see {VAR / 'log'}.")


def _ensure(name: str) -> dict[str, Any]:
    facts = running()
    if facts is None or name not in facts or not answers(int(facts[name]["port"])):
        facts = start()
    else:
        (VAR / "servers.asked").touch()
    if name in facts["troubles"]:
        raise ServerError(facts["troubles"][name])
    entry: dict[str, Any] = facts[name]
    return entry


def _answering(facts: dict[str, Any]) -> dict[str, Any]:
    """Wait for a server its holder is just reviving."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if all(answers(int(facts[name]["port"])) for name in ("postgres", "redis") if name in facts):
            return facts
        time.sleep(0.1)
        facts = running() or facts
    raise ServerError(f"The embedded servers do not answer; see {VAR / 'log'}, or run `make stop`.")


def _start_holder(idle_minutes: float | None, companion: int) -> dict[str, Any]:
    log_path = VAR / "log" / "servers.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    (VAR / "servers.json").unlink(missing_ok=True)
    if idle_minutes is None:
        idle_minutes = float(os.environ.get("TRAFFORD_SERVERS_IDLE_MINUTES", IDLE_MINUTES_DEFAULT))
    with log_path.open("ab") as log:
        holder = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "demo.servers",
                "hold",
                f"--idle-minutes={idle_minutes}",
                f"--companion={companion}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=ROOT,
            start_new_session=True,
            env={**os.environ, "TRAFFORD_VAR": str(VAR)},
        )
    end = time.monotonic() + FIRST_START_SECONDS
    while time.monotonic() < end:
        facts = running()
        if facts is not None:
            # The holder lives on by design: without this, Python would warn about a child left running.
            holder.returncode = 0
            return facts
        if holder.poll() is not None:
            break
        time.sleep(0.05)
    raise ServerError(f"The embedded servers did not start. {log_path} ends:\n{last_lines(log_path)}")


def _clients(facts: dict[str, Any]) -> int:
    """Open connections of others, as the superuser and Redis itself count them."""
    from demo.postgres import Postgres
    from demo.redis_server import Redis

    total = 0
    servers: tuple[type[Postgres] | type[Redis], ...] = (Postgres, Redis)
    for kind in servers:
        if kind.name in facts:
            server = kind.__new__(kind)
            server.port, server.secrets = int(facts[kind.name]["port"]), VAR / "secrets"
            total += server.clients()
    return total


def main() -> int:
    """The command line: `python -m demo.servers ...`."""
    parser = argparse.ArgumentParser(prog="python -m demo.servers", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("hold", "start"):
        one = verbs.add_parser(verb)
        one.add_argument(
            "--idle-minutes", type=float, default=None, help="end after so long unused; 0 = never"
        )
        one.add_argument("--companion", type=int, default=0, help="end soon after this process does")
    verbs.add_parser("stop")
    verbs.add_parser("status")
    given = parser.parse_args()
    if given.verb == "hold":
        idle = IDLE_MINUTES_DEFAULT if given.idle_minutes is None else given.idle_minutes
        return Holder(VAR, idle_minutes=idle, companion=given.companion).run()
    try:
        if given.verb == "start":
            print(json.dumps(start(idle_minutes=given.idle_minutes, companion=given.companion), indent=2))
        elif given.verb == "stop":
            print("Stopped." if stop() else "The embedded servers were not running.")
        else:
            print(json.dumps(running(), indent=2))
    except ServerError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
