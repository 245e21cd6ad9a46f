"""Which function does which kind of job; apps register theirs in `ready()`."""

from collections.abc import Callable
from typing import Any

Handler = Callable[..., Any]

_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Let a function do jobs of this kind: it gets the payload's ids by keyword, in the job's transaction."""
    if _handlers.get(kind, handler) is not handler:
        raise ValueError(f"Jobs of kind {kind} are already done by {_handlers[kind]}")
    _handlers[kind] = handler


def for_kind(kind: str) -> Handler:
    try:
        return _handlers[kind]
    except KeyError:
        raise LookupError(f"Nothing is registered for jobs of kind {kind}") from None


def kinds() -> list[str]:
    return sorted(_handlers)
