"""States of a record as a table; `apply` is the only writer of a status.

A step is checked in one order: lock, version, permission, state, guard; then the status and its `StatusChange` are
written together. Diagrams in `docs/workflows/` are generated from these tables.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from core.errors import NotPermitted, StaleVersion, WrongState
from core.ports import Port

R = TypeVar("R", bound=models.Model)

may_act: Port[..., bool] = Port(
    "core.may_act", meaning="Whether a user holds a permission for a record (accounts answers)", single=True
)

_all: dict[str, "Workflow"] = {}


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted step. `guard(record, by)` raises a readable DomainError when it may not be taken now."""

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str
    guard: Callable[[Any, Any], None] | None = None
    needs_reason: bool = False


@dataclass(frozen=True)
class Workflow:
    """All steps of one kind of record; `change_model` is its concrete StatusChange with a `record` foreign key."""

    name: str
    initial: str
    statuses: tuple[str, ...]
    transitions: tuple[Transition, ...]
    change_model: Callable[[], type[models.Model]]
    final: tuple[str, ...] = ()
    steps: dict[str, Transition] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", {step.name: step for step in self.transitions})
        if len(self.steps) != len(self.transitions):
            raise ValueError(f"{self.name}: two transitions share a name")
        if self.name in _all:
            raise ValueError(f"Two workflows are called {self.name}")
        _all[self.name] = self


def listing() -> list[Workflow]:
    return [_all[name] for name in sorted(_all)]


def lock(record: R, *, version: int | None = None) -> R:
    """The same row, locked for this transaction and fresh; a stale version is refused."""
    manager = type(record)._base_manager
    fresh = manager.select_for_update(of=("self",)).get(pk=record.pk)
    if version is not None and getattr(fresh, "version", version) != version:
        raise StaleVersion("Somebody else changed this record after you opened it.")
    return fresh


def check(record: models.Model, name: str, *, workflow: Workflow, by: Any) -> Transition:
    """The transition, if `by` may take it from here now; else a readable refusal."""
    step = workflow.steps[name]
    if not may_act.one(by, step.permission, record):
        raise NotPermitted("Your role does not allow this step.")
    status = record.status  # type: ignore[attr-defined]
    if status not in step.sources:
        raise WrongState(f"This is {status.replace('_', ' ').lower()} now, so that step cannot be taken.")
    if step.guard is not None:
        step.guard(record, by)
    return step


def can(record: models.Model, name: str, *, workflow: Workflow, by: Any) -> bool:
    """Whether a button for this step should be shown."""
    from core.errors import DomainError

    try:
        check(record, name, workflow=workflow, by=by)
    except DomainError:
        return False
    return True


def apply(
    record: R,
    name: str,
    *,
    workflow: Workflow,
    by: Any,
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> R:
    """Take one step: returns the locked, fresh record in its new status; the caller's transaction holds the lock."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A status changes inside a transaction only.")
    fresh = lock(record, version=version)
    step = check(fresh, name, workflow=workflow, by=by)
    if step.needs_reason and not reason.strip():
        raise WrongState("Give a reason for this step.", field="reason")
    before = fresh.status  # type: ignore[attr-defined]
    fresh.status = step.target  # type: ignore[attr-defined]
    fresh.version += 1  # type: ignore[attr-defined]
    fresh.save(update_fields=["status", "version"])
    workflow.change_model()._base_manager.create(
        record=fresh, transition=name, from_status=before, to_status=step.target, reason=reason, at=at, by=by
    )
    record.status, record.version = fresh.status, fresh.version  # type: ignore[attr-defined]
    return fresh
