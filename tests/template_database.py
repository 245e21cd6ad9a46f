"""One migrated database a set of migrations, cloned for each test database: migrating takes long, cloning a second."""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent


def _fingerprint() -> str:
    """Changes with any migration of ours, the rights they settle, or the locked versions."""
    digest = hashlib.sha256()
    paths = [*ROOT.glob("*/migrations/*.py"), ROOT / "core" / "database.py", ROOT / "core" / "history.py"]
    for path in [*sorted(paths), *sorted(ROOT.glob("*/data/*.csv")), ROOT / "requirements" / "run.txt"]:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _address(name: str) -> str:
    kept = settings.DATABASES["default"]
    user, password = quote(str(kept["USER"])), quote(str(kept["PASSWORD"]))
    return f"postgresql://{user}:{password}@{kept['HOST']}:{kept['PORT']}/{name}"


def ensure_template() -> str:
    """The name of a database that holds the tables and reference data of today's migrations, made when missing."""
    name = f"template_{_fingerprint()}"
    settings.VAR_DIR.mkdir(exist_ok=True)
    with (settings.VAR_DIR / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(_address("postgres"), autocommit=True) as connection:
            ready = connection.execute(
                "SELECT datistemplate FROM pg_database WHERE datname = %s", [name]
            ).fetchone()
            if ready and ready[0]:
                return name
            if ready:
                connection.execute(f'DROP DATABASE "{name}"')  # type: ignore[call-overload]
            connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
            environment = {
                **os.environ,
                "DATABASE_URL": _address(name),
                "DATABASE_OWNER_URL": _address(name),
                "DATABASE_AS": "owner",
                "DJANGO_SETTINGS_MODULE": "trafford_cyps.settings.local",
            }
            command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=1500)
            if name != f"template_{_fingerprint()}":
                # A migration changed meanwhile: what was made is of neither set.
                connection.execute(f'DROP DATABASE "{name}"')  # type: ignore[call-overload]
                raise RuntimeError("The migrations changed while the template was made: run the tests again.")
            connection.execute(f'ALTER DATABASE "{name}" WITH IS_TEMPLATE true')  # type: ignore[call-overload]
            _drop_stale(connection, keep=name)
    return name


def _drop_stale(connection: psycopg.Connection, *, keep: str) -> None:
    """Keep the three newest templates; older sets of migrations are gone."""
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%%' AND datname <> %s"
        " AND length(datname) = 21 ORDER BY oid DESC OFFSET 3",
        [keep],
    ).fetchall()
    for (stale,) in rows:
        try:
            connection.execute(f'ALTER DATABASE "{stale}" WITH IS_TEMPLATE false')  # type: ignore[call-overload]
            connection.execute(f'DROP DATABASE IF EXISTS "{stale}"')  # type: ignore[call-overload]
        except psycopg.errors.ObjectInUse:
            continue
