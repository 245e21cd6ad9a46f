"""A copy of the product for oneself: a database cloned from the migrated template, gunicorn on a port.

Nothing here touches the databases of the demo or of the tests. Only processes started here are ended.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def address(name: str, *, owner: bool) -> str:
    """Where a database is, as the owner of its tables or as the serving role."""
    from demo.servers import ensure_postgres

    url = os.environ.get("DATABASE_OWNER_URL") if owner else os.environ.get("DATABASE_URL")
    if not url:
        url = ensure_postgres()["owner_url" if owner else "app_url"]
    head, _, tail = url.rpartition("/")
    return f"{head}/{quote(name)}" + (f"?{tail.split('?', 1)[1]}" if "?" in tail else "")


@contextmanager
def private_database(name: str) -> Iterator[str]:
    """A clone of the migrated template under this name, dropped at the end."""
    import psycopg

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafford_cyps.settings.test")
    from tests.template_database import ensure_template

    template = ensure_template()
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    with psycopg.connect(address("postgres", owner=True), autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield name
        finally:
            connection.execute(drop)


def kept_database(name: str, *, build: Callable[[str], None]) -> tuple[str, bool]:
    """A clone of the migrated template that stays for the next time, and whether it was built now.

    Built under another name, so that one whose building was broken off is never taken for whole; what was kept of
    older migrations under the same beginning is dropped.
    """
    import psycopg

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafford_cyps.settings.test")
    from tests.template_database import ensure_template

    template = ensure_template()
    kept = f"{name}_{template.removeprefix('template_')}"
    with psycopg.connect(address("postgres", owner=True), autocommit=True) as connection:
        there = [
            row[0]
            for row in connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{name}_"]
            )
        ]
        for other in there:
            if other != kept:
                connection.execute(f'DROP DATABASE "{other}" WITH (FORCE)')
        if kept in there:
            return kept, False
        connection.execute(f'CREATE DATABASE "{kept}_unfinished" TEMPLATE "{template}"')
        build(f"{kept}_unfinished")
        connection.execute(f'ALTER DATABASE "{kept}_unfinished" RENAME TO "{kept}"')
    return kept, True


def environment(
    database: str, *, settings: str, folder: Path, redis: str = "", owner: bool = False
) -> dict[str, str]:
    """What a process needs to run on a private database; real time, not the demo's."""
    more = {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": address(database, owner=False),
        "DATABASE_OWNER_URL": address(database, owner=True),
        "DATABASE_AS": "owner" if owner else "",
        "DEMO_CLOCK_FILE": str(folder / "no_clock.json"),
        "DEMO_NOW": "",
        "PRIVATE_FOLDER": str(folder),
        "PYTHONUNBUFFERED": "1",
    }
    if redis:
        more["REDIS_URL"] = redis
    return {**os.environ, **more}


def asked(command: Sequence[str], *, env: dict[str, str], seconds: int) -> Any:
    """Run one of our modules and read the JSON on the last line it prints."""
    run = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=env,
        text=True,
        capture_output=True,
        timeout=seconds,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(
            f"{' '.join(command)} ended with {run.returncode}:\n{run.stdout[-2000:]}\n{run.stderr[-4000:]}"
        )
    return json.loads(run.stdout.strip().splitlines()[-1])


class Process:
    """One process group of ours, ended for certain."""

    def __init__(self, command: Sequence[str], *, env: dict[str, str], log: Path) -> None:
        self.log: TextIO = log.open("a")
        self.running = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=env, stdout=self.log, stderr=self.log,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def stop(self) -> None:
        if self.running.poll() is None:
            os.killpg(self.running.pid, signal.SIGTERM)
            try:
                self.running.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.running.pid, signal.SIGKILL)
                self.running.wait(5)
        self.log.close()


@contextmanager
def web_server(application: str, *, env: dict[str, str], folder: Path, workers: int) -> Iterator[int]:
    """gunicorn as the product runs it, on a port of its own; yields the port once it answers."""
    port = free_port()
    command = (
        "gunicorn", application, "--no-control-socket", "--preload", "--bind", f"{LOOPBACK}:{port}",
        "-w", str(workers), "--worker-class", "gthread", "--threads", "4", "--timeout", "60",
        "--graceful-timeout", "5", "--log-level", "warning",
    )  # fmt: skip
    server = Process(command, env=env, log=folder / "web.log")
    try:
        end = time.monotonic() + 90
        while time.monotonic() < end and server.running.poll() is None:
            try:
                socket.create_connection((LOOPBACK, port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError(f"gunicorn did not start:\n{(folder / 'web.log').read_text()[-3000:]}")
        yield port
    finally:
        server.stop()
