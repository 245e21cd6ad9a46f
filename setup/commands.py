"""What each make command does."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

from setup import debian, environment
from setup.progress import ROOT, SetupError, say

PYTHON = str(environment.PYTHON)
BIN = environment.VENV / "bin"

# (what is checked, the command): `make check` = the hook = CI.
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("Lint", [str(BIN / "ruff"), "check", "."]),
    ("Format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("Types", [str(BIN / "mypy"), "."]),
    ("Floors and order of imports", [str(BIN / "lint-imports")]),
    ("Templates", [str(BIN / "djlint"), "templates", "--lint", "--quiet"]),
    ("Django's own checks, migrations linear", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"]),
    ("Migrations complete", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
)
LOCK = ["pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes"]
LOCK_QUIETLY = ["--no-emit-index-url", "--no-header", "--quiet"]


def setup(*, tests: bool = False) -> None:
    """Everything but the servers: what `manage.py` needs."""
    say("Setting up")
    with environment.one_at_a_time():
        debian.ensure()
        environment.ensure_venv()
        environment.ensure_requirements("run", "linkage", *(["test"] if tests else []))
        environment.ensure_assets()


def _then(command: list[str], env: Mapping[str, str] | None = None) -> int:
    """Become the command, so that Ctrl-C and signals reach it and nothing stands between."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(command[0], command, {**os.environ, **(env or {})})


def do_setup(more: list[str]) -> int:
    setup()
    say("Ready. Start it with: make run")
    return 0


def do_run(more: list[str]) -> int:
    setup()
    return _then([PYTHON, "-m", "demo.run", *more])


def _pytest(more: list[str]) -> int:
    return _then([PYTHON, "-m", "pytest", *more])


def do_test(more: list[str]) -> int:
    setup(tests=True)
    debian.ensure_browser()
    workers = os.environ.get("PYTEST_WORKERS", "2")
    # Databases are made anew: one kept from before a change of migrations would mislead.
    return _pytest(
        ["-n", workers, "--dist", "loadfile", "-m", "not long", "--create-db", *(more or ["tests"])]
    )


def do_test_long(more: list[str]) -> int:
    setup(tests=True)
    debian.ensure_browser()
    return _pytest(["-m", "long", "--create-db", *(more or ["tests"])])


def do_check(more: list[str]) -> int:
    """All the checks, every time: one failure does not hide the next."""
    setup(tests=True)
    say("Checking")
    failed = []
    for name, command in CHECKS:
        began = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        outcome = "ok" if done.returncode == 0 else "FAILED"
        say(f"  {name + ' ':.<46} {outcome} ({time.monotonic() - began:.0f} s)")
        if done.returncode != 0:
            failed.append(name)
            say((done.stdout + done.stderr).strip())
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def do_bench(more: list[str]) -> int:
    setup(tests=True)
    return _then([PYTHON, "-m", "bench", *more])


def do_screenshots(more: list[str]) -> int:
    setup(tests=True)
    debian.ensure_browser()
    return _then([PYTHON, "-m", "demo.screenshots", *more])


def do_assets(more: list[str]) -> int:
    with environment.one_at_a_time():
        environment.ensure_venv()
        environment.ensure_requirements("run")
        environment.ensure_assets()
    return 0


def do_lock(more: list[str]) -> int:
    """Lock the requirements again from their .in files, test and linkage on top of what runs."""
    setup(tests=True)
    lists = ROOT / "requirements"
    for name in ("run", "test", "linkage"):
        on_top = [] if name == "run" else ["-c", "requirements/run.txt"]
        upgrade = ["--upgrade"] if "--upgrade" in more and name == "run" else []
        target = f"requirements/{name}.txt"
        command = [
            str(BIN / "uv"),
            *LOCK,
            *LOCK_QUIETLY,
            *on_top,
            *upgrade,
            f"requirements/{name}.in",
            "-o",
            target,
        ]
        if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
            raise SetupError(f"{target} could not be locked.")
        if "://" in (lists / f"{name}.txt").read_text():
            raise SetupError(f"{target} names a host: locked lists may not.")
        say(f"  locked {target}")
    return 0


def do_stop(more: list[str]) -> int:
    """Stop embedded servers that a management command or the tests left running."""
    if not environment.PYTHON.exists():
        return 0
    return subprocess.run([PYTHON, "-m", "demo.servers", "stop"], cwd=ROOT, check=False).returncode


def do_clean(more: list[str]) -> int:
    """Back to a fresh clone: everything that was made here goes, the demo's data too."""
    do_stop([])
    for made in ("var", ".venv", "static/build", "frontend/node_modules", ".mypy_cache", ".ruff_cache"):
        shutil.rmtree(ROOT / made, ignore_errors=True)
    say("Clean.")
    return 0


def do_hooks(more: list[str]) -> int:
    """Let git run `make check` before each commit."""
    command = ["git", "config", "core.hooksPath", "setup/hooks"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": do_setup,
    "run": do_run,
    "test": do_test,
    "test-long": do_test_long,
    "check": do_check,
    "bench": do_bench,
    "screenshots": do_screenshots,
    "assets": do_assets,
    "lock": do_lock,
    "stop": do_stop,
    "clean": do_clean,
    "hooks": do_hooks,
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        say(f"One of: {', '.join(f'make {name}' for name in COMMANDS)}")
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as stop:
        say(f"\n{stop}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130
