"""Kills at marked points of the product's own run; it holds no crash code, this wraps Django from outside.

Whoever takes a ticket (a file, taken by unlinking it, so exactly one process does) writes where it stands
into the ledger, then sends signal 9 to itself, or to Redis. Tickets are named `<role>.<point>.<number>`.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg.pq import TransactionStatus

from tests.faults.ledger import note

# What marks the transaction of a form's service, and of a job: the statement that only they make.
MARKS = {"web": 'INSERT INTO "outbox_idempotencykey"', "worker": 'UPDATE "outbox_job"'}
INSERTS = ('INSERT INTO "referrals_contact" ', 'INSERT INTO "referrals_decision" ')
_here = threading.local()


def role() -> str:
    return os.environ.get("FAULT_ROLE", "")


def strike(point: str) -> None:
    """Die here if a ticket says so."""
    folder = Path(os.environ["PRIVATE_FOLDER"]) / "tickets"
    for ticket in sorted(folder.glob(f"{role()}.{point}.*")):
        target = ticket.read_text().strip() if ticket.exists() else ""
        try:
            ticket.unlink()
        except FileNotFoundError:
            continue
        victim = int(target or os.getpid())
        note(
            "strikes",
            ticket=ticket.name,
            role=role(),
            point=point,
            victim="redis" if target else role(),
            in_transaction=_in_transaction(),
            in_request=getattr(_here, "request", ""),
        )
        os.kill(victim, signal.SIGKILL)
        return


def _in_transaction() -> bool:
    raw = connection.connection
    return raw is not None and raw.info.transaction_status in (
        TransactionStatus.INTRANS,
        TransactionStatus.ACTIVE,
    )


@contextmanager
def request(path: str) -> Iterator[None]:
    """A request is being answered by this thread."""
    _here.request = path
    try:
        yield
    finally:
        _here.request = ""


def _watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    insert = sql.startswith(INSERTS)
    if insert:
        strike("before-insert")
    result = execute(sql, params, many, context)
    if insert:
        strike("after-insert")
    if sql.startswith(MARKS.get(role(), "\0")):
        _here.marked = True
    return result


def _attach(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watch)


def arm() -> None:
    """Wrap every commit and statement of this process, and the handlers of its jobs."""
    from outbox import handlers

    plain_commit, plain_rollback = BaseDatabaseWrapper._commit, BaseDatabaseWrapper._rollback
    plain_for_kind = handlers.for_kind

    def commit(self: BaseDatabaseWrapper) -> None:
        marked, _here.marked = getattr(_here, "marked", False), False
        if marked:
            strike("before-commit")
        plain_commit(self)
        if marked:
            strike("after-commit")

    def rollback(self: BaseDatabaseWrapper) -> None:
        _here.marked = False
        plain_rollback(self)

    def for_kind(kind: str) -> handlers.Handler:
        handler = plain_for_kind(kind)

        def handled(**payload: Any) -> Any:
            result = handler(**payload)
            strike("in-handler")
            return result

        return handled

    BaseDatabaseWrapper._commit, BaseDatabaseWrapper._rollback = commit, rollback  # type: ignore[method-assign]
    handlers.for_kind = for_kind
    connection_created.connect(_attach)


__all__ = ["arm", "request", "role", "strike"]
