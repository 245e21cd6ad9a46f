"""How a row is written here: once, in somebody's name, with its version counted."""

from collections.abc import Callable
from typing import Any, TypeVar

from accounts.models import User
from core import clock
from core.history import acting
from core.models import PublicModel
from outbox.services import once

R = TypeVar("R", bound=PublicModel)


def once_row(model: type[R], *, by: User, action: str, key: str, do: Callable[[], R]) -> R:
    """The same form sent twice makes one row and answers with it both times."""
    public_id = once(by=by, action=action, key=key, do=lambda: str(do().public_id))
    row: R = model._base_manager.get(public_id=public_id)
    return row


def add(model: type[R], *, by: User, because: str, **fields: Any) -> R:
    """A new row in this person's name."""
    with acting(by=by, reason=because):
        row: R = model._base_manager.create(recorded_at=clock.now(), recorded_by=by, **fields)
    return row


def change(row: R, *, by: User, because: str, **fields: Any) -> R:
    """Set fields of a locked row; its version counts the change."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1  # type: ignore[attr-defined]
    with acting(by=by, reason=because):
        row.save(update_fields=[*fields, "version"])
    return row
