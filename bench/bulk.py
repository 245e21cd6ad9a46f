"""Rows by COPY: every column of a model from its own defaults, so that a new column breaks nothing here."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from core.history import is_append_only, is_tracked


@contextmanager
def without_history() -> Iterator[None]:
    """The triggers of every table stand aside: rows come in as though they had been here for long."""
    try:
        _triggers("DISABLE")
        yield
    finally:
        _triggers("ENABLE")


def _triggers(word: str) -> None:
    with connection.cursor() as cursor:
        for model in filter(is_tracked_or_kept, apps.get_models()):
            cursor.execute(f'ALTER TABLE "{model._meta.db_table}" {word} TRIGGER USER')


def is_tracked_or_kept(model: type[models.Model]) -> bool:
    return is_tracked(model) or is_append_only(model)


def copy_in(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows given by field name (foreign keys by `<name>_id`)."""
    fields = list(model._meta.concrete_fields)
    table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    written = 0
    with connection.cursor() as cursor:
        with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                strange = set(row) - {field.attname for field in fields}
                if strange:
                    raise KeyError(f"{model.__name__} has no {sorted(strange)}")
                copy.write_row([_prepared(field, row) for field in fields])
                written += 1
        key = model._meta.pk.column
        cursor.execute(
            f'SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT coalesce(max("{key}"), 1) FROM "{table}"))',
            [f'"{table}"', key],
        )
    return written


def _prepared(field: Any, row: Mapping[str, Any]) -> Any:
    if field.attname in row:
        value = row[field.attname]
    elif field.default is not NOT_PROVIDED or not field.null:
        value = field.get_default()
    else:
        value = None
    return field.get_db_prep_save(value, connection)


class Numbers:
    """The next primary key of each table."""

    def __init__(self) -> None:
        self.last: dict[type[models.Model], int] = {}

    def __call__(self, model: type[models.Model]) -> int:
        if model not in self.last:
            top = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
            self.last[model] = int(top or 0)
        self.last[model] += 1
        return self.last[model]
