"""The embedded servers: one holder whoever asks, two roles, loopback only, nothing left behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from demo.holder import process_started

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    # Not pytest's folder: pytest keeps that to itself, and as root PostgreSQL runs as another account.
    folder = Path(tempfile.mkdtemp(prefix="trafford-servers-"))
    folder.chmod(0o755)
    yield folder
    command(folder, "stop")
    shutil.rmtree(folder)


def command(var: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "demo.servers", *words],
        cwd=ROOT,
        env={**os.environ, "TRAFFORD_VAR": str(var)},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def started(var: Path, *words: str) -> dict[str, Any]:
    done = command(var, "start", *words)
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def eventually(fact: Any, seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.1)
    return False


def gone(*pids: int) -> bool:
    return not any(process_started(pid) for pid in pids)


def test_many_who_ask_at_once_get_the_same_servers(var: Path) -> None:
    asking = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from demo.servers import *; print(ensure_postgres()['app_url'], ensure_redis())",
            ],
            cwd=ROOT,
            env={**os.environ, "TRAFFORD_VAR": str(var)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    answers = {one.communicate(timeout=200)[0] for one in asking}
    assert len(answers) == 1
    assert answers != {""}


def test_the_serving_role_owns_nothing_and_the_owner_is_no_superuser(var: Path) -> None:
    urls = started(var)["postgres"]
    with psycopg.connect(urls["owner_url"], autocommit=True) as owner:
        owner.execute("create database test_roles")
        asked = (
            "select rolsuper, rolcreaterole from pg_roles where rolname in ('trafford_owner', 'trafford_app')"
        )
        assert owner.execute(asked).fetchall() == [(False, False), (False, False)]
    address = urls["owner_url"].rsplit("/", 1)[0] + "/test_roles"
    with psycopg.connect(address, autocommit=True) as owner:
        for name in ("pg_trgm", "unaccent", "fuzzystrmatch", "btree_gist", "citext"):
            owner.execute(f"create extension {name}")
        owner.execute("create table kept (id int)")
        owner.execute("set role trafford_app")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("drop table kept")
    with (
        psycopg.connect(urls["app_url"].rsplit("/", 1)[0] + "/test_roles") as serving,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        serving.execute("create table mine (id int)")


def test_neither_server_lets_anyone_in_without_the_password(var: Path) -> None:
    facts = started(var)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host="127.0.0.1", port=facts["postgres"]["port"], user="postgres", dbname="postgres")
    with redis.Redis(port=facts["redis"]["port"]) as stranger, pytest.raises(redis.AuthenticationError):
        stranger.ping()
    assert (var / "servers.json").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (var / "secrets").iterdir())


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_only_this_machine_reaches_them(var: Path, name: str) -> None:
    port = int(started(var)[name]["port"])
    listening = [
        line.split()[1]
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if Path(table).exists()
        for line in Path(table).read_text().splitlines()[1:]
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{port:04X}")
    ]
    assert listening == [f"0100007F:{port:04X}"]


def test_a_killed_server_comes_back_with_its_data_at_its_address(var: Path) -> None:
    facts = started(var)
    with redis.Redis.from_url(facts["redis"]["url"]) as queue:
        queue.set("kept", "yes")
        assert eventually(lambda: queue.info("persistence")["aof_pending_bio_fsync"] == 0)
        time.sleep(1.1)
        os.kill(facts["redis"]["pid"], signal.SIGKILL)
        assert eventually(
            lambda: json.loads((var / "servers.json").read_text())["redis"]["pid"] != facts["redis"]["pid"]
        )
        assert queue.get("kept") == b"yes"
    os.kill(facts["postgres"]["pid"], signal.SIGKILL)
    assert eventually(
        lambda: json.loads((var / "servers.json").read_text())["postgres"]["pid"] != facts["postgres"]["pid"],
        60,
    )
    with psycopg.connect(facts["postgres"]["app_url"]) as serving:
        assert serving.execute("select current_user").fetchone() == ("trafford_app",)


def test_servers_end_with_their_holder_even_when_it_is_killed(var: Path) -> None:
    facts = started(var)
    os.kill(facts["holder"]["pid"], signal.SIGKILL)
    assert eventually(lambda: gone(facts["postgres"]["pid"], facts["redis"]["pid"]))
    again = started(var)
    assert again["postgres"]["port"] == facts["postgres"]["port"]


def test_told_to_stop_they_are_gone(var: Path) -> None:
    facts = started(var)
    assert command(var, "stop").stdout.strip() == "Stopped."
    assert gone(*(facts[name]["pid"] for name in ("holder", "postgres", "redis")))
    assert command(var, "status").stdout.strip() == "null"


def test_asked_for_while_they_are_just_stopping_they_come_back(var: Path) -> None:
    facts = started(var)
    os.kill(facts["holder"]["pid"], signal.SIGTERM)
    # Announced no more, the servers not yet ended and the lock still held.
    assert eventually(lambda: not (var / "servers.json").exists(), seconds=5)
    again = started(var)
    assert again["holder"] != facts["holder"]
    with psycopg.connect(again["postgres"]["app_url"]) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert command(var, "stop").stdout.strip() == "Stopped."


def test_servers_nobody_uses_end_by_themselves(var: Path) -> None:
    facts = started(var, "--idle-minutes", "0.02")
    assert eventually(lambda: gone(*(facts[name]["pid"] for name in ("holder", "postgres", "redis"))), 30)
