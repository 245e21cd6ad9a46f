"""The process that holds the embedded servers: starts both, revives one that dies, stops both at its end."""

import fcntl
import json
import os
import signal
import time
from pathlib import Path
from types import FrameType
from typing import IO, Any

import psycopg

from demo.embedded import ServerError
from demo.postgres import APP_ROLE, OWNER_ROLE, Postgres
from demo.redis_server import Redis

LOOK_EVERY_SECONDS = 0.5
COUNT_CLIENTS_EVERY_SECONDS = 20.0
ALONE_SECONDS = 30.0
MOST_REVIVALS = 500
HANDOVER_SECONDS = 60.0


def process_started(pid: int) -> str:
    """When the kernel started the process: with its id, its identity (ids are used again); "" when ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    # Z: it ended, and its parent (perhaps us) has not asked how.
    return fields[19] if len(fields) > 19 and fields[0] != "Z" else ""


class Holder:
    """One per checkout, assured by a lock held for life."""

    def __init__(self, var: Path, *, idle_minutes: float, companion: int = 0) -> None:
        self.var = var
        self.companion = (companion, process_started(companion)) if companion else None
        self.idle_seconds = idle_minutes * 60
        self.told_to_stop = False
        self.servers: list[Postgres | Redis] = []
        self.troubles: dict[str, str] = {}
        self.revivals = 0

    def run(self) -> int:
        self.var.mkdir(parents=True, exist_ok=True)
        lock = (self.var / "holder.lock").open("w")
        if not self._is_ours(lock):
            print("The embedded servers already have a holder.", flush=True)
            return 0
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            self._start()
            self._announce()
            self._watch()
        finally:
            (self.var / "servers.json").unlink(missing_ok=True)
            for server in reversed(self.servers):
                server.stop()
        return 0

    def _is_ours(self, lock: IO[str]) -> bool:
        """One that is just stopping its servers is waited for; one that has them running is left to it."""
        end = time.monotonic() + HANDOVER_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except OSError:
                if (self.var / "servers.json").exists() or time.monotonic() > end:
                    return False
            time.sleep(0.1)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.told_to_stop = True

    def _start(self) -> None:
        ports_file = self.var / "ports.json"
        ports: dict[str, int] = json.loads(ports_file.read_text()) if ports_file.exists() else {}
        for kind in (Postgres, Redis):
            if self.told_to_stop:
                return
            try:
                server = kind(self.var, ports.get(kind.name))
                self.servers.append(server)
                server.start()
            except ServerError as trouble:
                self.troubles[kind.name] = str(trouble)
                print(trouble, flush=True)
        ports_file.write_text(json.dumps({server.name: server.port for server in self.servers}))

    def _announce(self) -> None:
        facts: dict[str, Any] = {
            "holder": {"pid": os.getpid(), "started": process_started(os.getpid())},
            "idle_minutes": self.idle_seconds / 60,
            "troubles": self.troubles,
        }
        for server in self.servers:
            if server.name in self.troubles or server.process is None:
                continue
            entry: dict[str, Any] = {"pid": server.process.pid, "port": server.port}
            if isinstance(server, Postgres):
                entry |= {"owner_url": server.url(OWNER_ROLE), "app_url": server.url(APP_ROLE)}
            else:
                entry |= {"url": server.url()}
            facts[server.name] = entry
        draft = self.var / "servers.json.new"
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(facts, file, indent=2)
        draft.replace(self.var / "servers.json")

    def _watch(self) -> None:
        last_wanted = last_counted = time.monotonic()
        asked_at = self._asked_at()
        while not self.told_to_stop:
            time.sleep(LOOK_EVERY_SECONDS)
            self._revive()
            if asked_at != self._asked_at():
                asked_at, last_wanted = self._asked_at(), time.monotonic()
            if time.monotonic() - last_counted >= COUNT_CLIENTS_EVERY_SECONDS:
                last_counted = time.monotonic()
                if self._clients():
                    last_wanted = last_counted
            if self.companion and process_started(self.companion[0]) != self.companion[1]:
                # Whoever started us for its own life is gone without stopping us: others may still need us.
                self.companion, last_wanted = None, time.monotonic()
                self.idle_seconds = ALONE_SECONDS
            if self.idle_seconds and time.monotonic() - last_wanted > self.idle_seconds:
                print("Nobody used the embedded servers: stopping them.", flush=True)
                return

    def _asked_at(self) -> int:
        """Changes each time a process asks for the servers."""
        try:
            return (self.var / "servers.asked").stat().st_mtime_ns
        except OSError:
            return 0

    def _clients(self) -> int:
        total = 0
        for server in self.servers:
            try:
                total += server.clients() if server.name not in self.troubles else 0
            except (psycopg.Error, OSError) as error:
                # A server being revived cannot be counted: treat it as in use.
                print(f"{server.name}: {error}", flush=True)
                total += 1
        return total

    def _revive(self) -> None:
        """A server that was killed comes back on its port with its data: what the kill tests lean on."""
        for server in self.servers:
            if server.name in self.troubles or server.process is None or server.process.poll() is None:
                continue
            self.revivals += 1
            print(f"{server.name} ended with {server.process.returncode}: starting it again.", flush=True)
            if self.revivals > MOST_REVIVALS:
                raise ServerError(f"{server.name} keeps ending; see {server.log}")
            try:
                server.start()
            except ServerError as trouble:
                print(trouble, flush=True)
                time.sleep(1)
            self._announce()
