"""Processes that live and die together: started in order, watched, stopped in reverse, none left behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from demo.embedded import die_with_parent

POLITE_SECONDS = 12.0
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose parent was killed: in a container nobody else buries them."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


@dataclass
class Member:
    """One process of the group, in a session of its own so that a Ctrl-C reaches it through us alone."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self, cwd: Path, environment: dict[str, str]) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=cwd,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def signal_all(self, number: signal.Signals) -> None:
        """To the process and its children: its whole session."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return

    def gone(self) -> bool:
        """The process and its children are gone."""
        if self.process is None:
            return True
        if self.process.poll() is None:
            return False
        # Grandchildren left without a parent come to us (see `adopt_orphans`): let the kernel forget them.
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-self.process.pid, os.WNOHANG)[0]:
                pass
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False


@dataclass
class Group:
    """The members, and whether somebody asked us to stop."""

    cwd: Path
    environment: dict[str, str]
    members: list[Member] = field(default_factory=list)
    told_to_stop: bool = False

    def listen(self) -> None:
        """Ctrl-C, `kill` and a closed terminal all mean: stop everything."""
        adopt_orphans()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: setattr(self, "told_to_stop", True))

    def start(self, member: Member) -> None:
        self.members.append(member)
        member.start(self.cwd, self.environment)

    def first_ended(self) -> Member | None:
        return next((member for member in self.members if member.ended()), None)

    def wait_for(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Until ready, or a member ends, or time is up, or we are told to stop."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.told_to_stop and self.first_ended() is None:
            if ready():
                return True
            time.sleep(0.2)
        return False

    def watch(self) -> Member | None:
        """Return when told to stop (None) or when a member ended by itself (that member)."""
        while not self.told_to_stop:
            ended = self.first_ended()
            if ended is not None:
                return ended
            time.sleep(0.3)
        return None

    def stop(self) -> None:
        """Ask each main process to end its work; after a while, make them all."""
        for member in reversed(self.members):
            if member.process is not None and not member.ended():
                member.process.terminate()
        end = time.monotonic() + POLITE_SECONDS
        while time.monotonic() < end and not all(member.gone() for member in self.members):
            time.sleep(0.05)
        for member in self.members:
            if not member.gone():
                member.signal_all(signal.SIGKILL)
            if member.process is not None:
                member.process.wait(10)
