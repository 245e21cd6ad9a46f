"""The only reader of time. A demo may run at another date; production never does."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LOCAL = ZoneInfo("Europe/London")
_cached: tuple[float, timedelta] | None = None
_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def _offset() -> timedelta:
    """How far demo time stands from real time: from DEMO_NOW, or the file that `advance_demo` writes."""
    global _cached
    if path := settings.DEMO_CLOCK_FILE:
        try:
            stamp = os.stat(path).st_mtime_ns
        except OSError:
            stamp = 0
        if stamp:
            if _cached is None or _cached[0] != stamp:
                with open(path) as handle:
                    kept = json.load(handle)
                demo_at, real_at = (datetime.fromisoformat(kept[key]) for key in ("demo_at", "real_at"))
                _cached = (stamp, demo_at - real_at)
            return _cached[1]
    if settings.DEMO_NOW:
        demo_now = datetime.fromisoformat(settings.DEMO_NOW).replace(tzinfo=LOCAL)
        if _cached is None or _cached[0] != -1:
            _cached = (-1, demo_now - timezone.now())
        return _cached[1]
    return timedelta(0)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    if (moment := _pretended.get()) is not None:
        return moment
    return timezone.now() + _offset()


def local_now() -> datetime:
    """The present moment on the wall of the office."""
    return now().astimezone(LOCAL)


def today() -> date:
    """Today's date in England."""
    return local_now().date()


def to_local(moment: datetime) -> datetime:
    return moment.astimezone(LOCAL)


def at_local(on: date, hour: int = 0, minute: int = 0) -> datetime:
    """A wall-clock time in England on a date, as an aware moment."""
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=LOCAL)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Live for a while at another moment: the demo's stories happen at their own dates; refused in production."""
    if not settings.DEMO:
        raise RuntimeError("Time is real here.")
    token = _pretended.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pretended.reset(token)


def set_demo_now(moment: datetime) -> None:
    """Move the demo's present (the demo and its tests only)."""
    if not settings.DEMO_CLOCK_FILE:
        raise RuntimeError("There is no demo clock here.")
    real = timezone.now()
    temporary = f"{settings.DEMO_CLOCK_FILE}.{os.getpid()}"
    with open(temporary, "w") as handle:
        json.dump({"demo_at": moment.isoformat(), "real_at": real.isoformat()}, handle)
    os.replace(temporary, settings.DEMO_CLOCK_FILE)
