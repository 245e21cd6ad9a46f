"""An arena of its own: database, Redis, web and worker, on spare loopback ports, all ended for certain."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.private import LOOPBACK, Process, asked, environment, free_port, private_database, web_server
from demo.embedded import answers
from demo.redis_server import redis_binary

WORKERS = 2


class MortalRedis:
    """A redis-server without any file, started again whenever it was killed: all it held is gone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://{LOOPBACK}:{self.port}/0"
        self.deaths = 0
        self._ending = threading.Event()
        self._start()
        self._thread = threading.Thread(target=self._revive, daemon=True)
        self._thread.start()

    def _start(self) -> None:
        command = (
            redis_binary(),
            "--port",
            str(self.port),
            "--bind",
            LOOPBACK,
            "--save",
            "",
            "--appendonly",
            "no",
        )
        with (self.folder / "redis.log").open("a") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        for _ in range(200):
            if answers(self.port):
                break
            time.sleep(0.02)
        # A name that is whole at every moment.
        fresh = self.folder / "redis.pid.new"
        fresh.write_text(str(self.process.pid))
        os.replace(fresh, self.folder / "redis.pid")

    def _revive(self) -> None:
        while not self._ending.wait(0.05):
            if self.process.poll() is not None:
                self.deaths += 1
                time.sleep(0.5)
                self._start()

    def stop(self) -> None:
        self._ending.set()
        self._thread.join(5)
        self.process.kill()
        self.process.wait(5)


class SupervisedWorker:
    """A Celery worker with its tick, started again when it ends, as on a server."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        self.env, self.folder, self.starts = env, folder, 0
        self._ending = threading.Event()
        self._start()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _start(self) -> None:
        command = (
            "celery", "-A", "tests.faults.celery_app", "worker", "-B", "--schedule",
            str(self.folder / "beat"), "--concurrency", str(WORKERS), "--loglevel", "error",
            "--without-gossip", "--without-mingle",
        )  # fmt: skip
        self.process = Process(command, env=self.env, log=self.folder / "worker.log")
        self.starts += 1

    def _watch(self) -> None:
        while not self._ending.wait(0.2):
            if self.process.running.poll() is not None:
                self.process.stop()
                self._start()

    def stop(self) -> None:
        self._ending.set()
        self._thread.join(5)
        self.process.stop()


@contextmanager
def arena(name: str, *, worker: bool) -> Iterator[tuple[dict[str, str], int, SupervisedWorker | None]]:
    """The environment to play in, the port of the web, and the worker if there is one."""
    with tempfile.TemporaryDirectory(prefix="faults-") as made, private_database(name) as database:
        folder = Path(made)
        (folder / "tickets").mkdir()
        redis = MortalRedis(folder)
        env = environment(database, settings="tests.faults.settings", folder=folder, redis=redis.url)
        celery: SupervisedWorker | None = None
        try:
            if worker:
                celery = SupervisedWorker(env, folder)
            with web_server("tests.faults.wsgi:application", env=env, folder=folder, workers=WORKERS) as port:
                yield env, port, celery
        finally:
            if celery is not None:
                celery.stop()
            redis.stop()


def played(name: str, *words: str, seconds: int, worker: bool = True) -> dict[str, Any]:
    """Play one scenario in an arena of its own and give its report."""
    with arena(name, worker=worker) as (env, port, celery):
        try:
            report: dict[str, Any] = asked(
                ["-m", "tests.faults.play", *words, "--port", str(port)], env=env, seconds=seconds
            )
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            folder = Path(env["PRIVATE_FOLDER"])
            logs = "\n".join(
                f"{path.name}:\n{path.read_text()[-2500:]}" for path in sorted(folder.glob("*.log"))
            )
            raise AssertionError(f"{error}\n{logs}") from error
        report["worker_starts"] = celery.starts if celery else 0
        return report
