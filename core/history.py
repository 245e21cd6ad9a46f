"""Who changed what, when and why: every row version is kept by the database itself, append-only.

The only importer of `pghistory`. Screens never read these tables (the access-audit page aside); what a screen
shows has a column or an immutable row of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import pghistory
import pghistory.models
import pgtrigger
from django.db import connection, models

M = TypeVar("M", bound=type[models.Model])

SYSTEM_ACTOR = "SYSTEM"
_actor: ContextVar[str] = ContextVar("actor", default="")
_APPEND_ONLY: set[type[models.Model]] = set()
_TRACKED: set[type[models.Model]] = set()


def tracked(*, exclude: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Keep every version of this model's rows, with the actor and the reason; a write without an actor fails."""

    def decorate(model: M) -> M:
        changed = pghistory.AnyChange(exclude=list(exclude)) if exclude else pghistory.AnyChange()
        pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(condition=changed),
            pghistory.DeleteEvent(),
            exclude=list(exclude) or None,
            append_only=True,
            meta={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(pgh_context__isnull=False, pgh_context__has_key="by"),
                        name=f"{model._meta.app_label}_{model._meta.model_name}_ev_actor",
                    )
                ]
            },
        )(model)
        _TRACKED.add(model)
        return model

    return decorate


def append_only(model: M) -> M:
    """Rows are added and never altered: the serving role holds no right to, and a trigger says so to everyone."""
    _APPEND_ONLY.add(model)
    protect = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
    pgtrigger.register(protect)(model)
    return model


def is_append_only(model: type[models.Model]) -> bool:
    return model in _APPEND_ONLY or issubclass(model, pghistory.models.Event)


def is_tracked(model: type[models.Model]) -> bool:
    return model in _TRACKED


def is_event(model: type[models.Model]) -> bool:
    """Whether this table is history itself."""
    return issubclass(model, pghistory.models.Event)


def actor() -> str:
    """The public id of whoever is acting now, SYSTEM for a sweep, empty when nobody has said."""
    return _actor.get()


@contextmanager
def acting(*, by: Any, reason: str = "", **more: str) -> Iterator[None]:
    """Say who acts and why for every row written inside; nests, the innermost rules.

    `by` is a user, or the word SYSTEM. Only ids are kept, never names.
    """
    who = by if isinstance(by, str) else str(getattr(by, "public_id", "") or "ANONYMOUS")
    token = _actor.set(who)
    try:
        with pghistory.context(by=who, reason=reason, **more):
            yield
    finally:
        _actor.reset(token)


@contextmanager
def first_versions_at_once(
    *tables: type[models.Model],
) -> Iterator[Callable[[type[models.Model], list[int]], None]]:
    """For a bulk load inside `acting`: new rows of these tables come in without a trigger each.

    What is yielded writes the first versions of the rows with these keys, as the triggers would have; the loader
    calls it for every row it added, in the same transaction. Changes and deletions are kept as ever.
    """
    with pgtrigger.ignore(*(f"{table._meta.label}:insert_insert" for table in tables)):
        yield _write_first_versions


def _write_first_versions(model: type[models.Model], keys: list[int]) -> None:
    event = next(each for each in pghistory.models.Event.__subclasses__() if each.pgh_tracked_model is model)  # type: ignore[attr-defined]
    said = {
        "pgh_created_at": "now()",
        "pgh_label": "'insert'",
        "pgh_obj_id": f'row."{model._meta.pk.column}"',
        "pgh_context": "nullif(current_setting('pghistory.context_metadata', true), '')::jsonb",
        "pgh_context_id": "nullif(current_setting('pghistory.context_id', true), '')::uuid",
    }
    columns = [field.column for field in event._meta.concrete_fields if field.column != "pgh_id"]
    values = ", ".join(said.get(str(column), f'row."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{event._meta.db_table}" ({names}) SELECT {values} FROM "{model._meta.db_table}" row'  # noqa: S608
            f' WHERE row."{model._meta.pk.column}" = ANY(%s)',
            [keys],
        )
