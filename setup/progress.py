"""What a person sees while things are set up: one line a step, and on failure what to do about it."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "var" / "log" / "setup.log"
WIDTH = 46


class SetupError(Exception):
    """Setting up cannot go on; the message says what happened and what to do."""


def say(text: str) -> None:
    print(text, flush=True)


def already(name: str) -> None:
    say(f"  {name + ' ':.<{WIDTH}} already there")


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show a step's name at once, and its outcome with its time when it ends."""
    began = time.monotonic()
    open_line = sys.stdout.isatty()
    if open_line:
        print(f"  {name + ' ':.<{WIDTH}} ", end="", flush=True)
    else:
        say(f"  {name} ...")
    outcome = "failed"
    try:
        yield
        outcome = "done"
    finally:
        took = f"{outcome} ({time.monotonic() - began:.0f} s)"
        say(took if open_line else f"  {name + ' ':.<{WIDTH}} {took}")


def run(
    command: Sequence[str | Path],
    *,
    advice: str,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a command quietly, its output going to the log; on failure show the end of it and the advice."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in command]
    with LOG.open("ab") as log:
        log.write(f"\n$ {' '.join(words)}\n".encode())
        log.flush()
        begins = log.tell()
        done = subprocess.run(
            words, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )
    if done.returncode == 0:
        return
    with LOG.open("rb") as log:
        log.seek(begins)
        told = log.read().decode(errors="replace").strip().splitlines()
    end = "\n".join(f"    {line}" for line in told[-15:])
    raise SetupError(f"This failed: {' '.join(words[:6])}\n{end}\n\n{advice}\n(All of it: {LOG})")
