"""`make run`: servers, migrations, demo data, then web, worker and beat together; Ctrl-C ends them all.

Imports no Django: the product runs in the processes started here.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from demo import servers
from demo.embedded import PR_SET_PDEATHSIG, ServerError, last_lines
from demo.processes import Group, Member
from demo.servers import ROOT, VAR
from setup.progress import SetupError, run, say, step

FIRST_PORT = 8000
PORTS_TRIED = 100
READY_SECONDS = 90.0
WEB_WORKERS = "2"
# No query string and no referrer: a search may hold a child's name.
ACCESS_FORMAT = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(L)s s'


def choose_port() -> int:
    """PORT when set, else the first free port from 8000."""
    import socket

    wanted = os.environ.get("PORT", "")
    candidates = [int(wanted)] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for port in candidates:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SetupError(
        f"Port {wanted or f'{FIRST_PORT} and the {PORTS_TRIED} after it'} is taken: set PORT to a free one."
    )


def manage(*arguments: str, advice: str, environment: dict[str, str]) -> None:
    run([sys.executable, "manage.py", *arguments], advice=advice, env=environment)


def has_command(name: str) -> bool:
    return next(ROOT.glob(f"*/management/commands/{name}.py"), None) is not None


def prepare(environment: dict[str, str]) -> None:
    """The database as the code expects it, with the demonstration in it."""
    with step("Database up to date"):
        manage(
            "migrate",
            "--no-input",
            advice="If the embedded database cannot be mended, `make clean` starts again from nothing.",
            environment=environment,
        )
    if has_command("demo_load"):
        with step("Demo data (minutes the first time)"):
            manage("demo_load", advice="`make clean` starts again from nothing.", environment=environment)


def members(port: int) -> list[Member]:
    """Web, worker and exactly one beat."""
    binaries, log = Path(sys.executable).parent, VAR / "log"
    web = [
        *(str(binaries / "gunicorn"), "trafford_cyps.wsgi:application", "--no-control-socket"),
        *(
            "--bind",
            f"127.0.0.1:{port}",
            "--workers",
            WEB_WORKERS,
            "--worker-class",
            "gthread",
            "--threads",
            "4",
        ),
        *("--timeout", "60", "--graceful-timeout", "5", "--log-level", "warning"),
        *("--access-logfile", str(log / "access.log"), "--access-logformat", ACCESS_FORMAT),
    ]
    celery = [str(binaries / "celery"), "-A", "trafford_cyps"]
    worker = [
        *celery,
        "worker",
        "--concurrency",
        "1",
        "--loglevel",
        "warning",
        "--without-gossip",
        "--without-mingle",
    ]
    beat = [
        *celery,
        "beat",
        "--schedule",
        str(VAR / "celerybeat-schedule"),
        "--pidfile",
        "",
        "--loglevel",
        "warning",
    ]
    return [
        Member("web", web, log / "web.log"),
        Member("worker", worker, log / "worker.log"),
        Member("beat", beat, log / "beat.log"),
    ]


def answers(address: str) -> bool:
    """Whether the product says it is ready to serve."""
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def sign_ins(environment: dict[str, str]) -> list[dict[str, Any]]:
    """The demo's accounts, the first of each role."""
    if not has_command("demo_users"):
        return []
    told = subprocess.run(
        [sys.executable, "manage.py", "demo_users", "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode != 0:
        return []
    first: dict[str, dict[str, Any]] = {}
    for user in json.loads(told.stdout):
        first.setdefault(str(user.get("role", "")), user)
    return list(first.values())


def tell(address: str, environment: dict[str, str]) -> None:
    users = sign_ins(environment)
    say(f"\nTrafford CYPS is ready at {address}\n")
    if users:
        width = max(len(str(user.get("role", ""))) for user in users) + 2
        names = max(len(str(user.get("username", ""))) for user in users) + 2
        say(f"  {'Role':<{width}}{'User name':<{names}}Password")
        for user in users:
            role, name, word = (str(user.get(key, "")) for key in ("role", "username", "password"))
            say(f"  {role:<{width}}{name:<{names}}{word}")
        say("\nAll of them: .venv/bin/python manage.py demo_users --json")
    say(f"Logs: {VAR / 'log'}/   Stop: Ctrl-C\n")


def serve(group: Group, port: int) -> int:
    """Start the members, tell the person, and stay until told to stop or until one of them ends."""
    address = f"http://127.0.0.1:{port}"
    with step("Web, worker and beat"):
        for member in members(port):
            group.start(member)
        ready = group.wait_for(lambda: answers(address), READY_SECONDS)
    if ready:
        tell(address, group.environment)
    ended = group.watch() if ready else group.first_ended()
    if group.told_to_stop:
        return 0
    if ended is not None:
        say(f"\nThe {ended.name} process ended by itself, so everything stops. Its log ({ended.log}) ends:")
        say(last_lines(ended.log))
    else:
        say(f"\nThe web process does not answer at {address}/health/ready. Its log ends:")
        say(last_lines(VAR / "log" / "web.log"))
    return 1


def main() -> int:
    if os.environ.get("MAKELEVEL"):
        # Started by make: when make is killed outright, everything below it stops too.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM.value, 0, 0, 0)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    group = Group(ROOT, environment)
    code = 1
    try:
        port = choose_port()
        environment.setdefault("PUBLIC_ADDRESS", f"http://127.0.0.1:{port}")
        say("Starting")
        (VAR / "static").mkdir(parents=True, exist_ok=True)
        if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
            with step("PostgreSQL and Redis"):
                servers.start(companion=os.getpid())
        # From here a signal is noted and acted on between steps: nothing is left half started.
        group.listen()
        if not group.told_to_stop:
            prepare(environment)
        if not group.told_to_stop:
            code = serve(group, port)
    except (SetupError, ServerError) as trouble:
        if group.told_to_stop:
            code = 0
        else:
            say(f"\n{trouble}")
    except KeyboardInterrupt:
        code = 0
    finally:
        say("Stopping ...")
        group.stop()
        if servers.stop(unless_used=True):
            say("Everything is stopped.")
        else:
            say("Web, worker and beat are stopped.")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
