"""The command line behind the Makefile. Written for any Python 3, so that it can say which one is needed."""

import os
import shutil
import sys

OLDEST = (3, 11)


def better_python():
    """A newer Python on PATH, when the one that started us is too old."""
    for minor in (11, 12, 13, 14):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    return None


if sys.version_info < OLDEST:
    other = better_python()
    if other is None:
        sys.exit(
            f"Python 3.11 or later is needed; this is {sys.version_info[0]}.{sys.version_info[1]}.\n"
            "On Debian or Ubuntu: sudo apt-get install python3.11 python3.11-venv"
        )
    os.execv(other, [other, "-m", "setup", *sys.argv[1:]])

from setup.commands import main  # noqa: E402

raise SystemExit(main(sys.argv[1:]))
