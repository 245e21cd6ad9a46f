"""Thousands of rows into one table by COPY, every column from the row or the field's own default."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from core.history import is_append_only


def reserve_keys(model: type[models.Model], number: int) -> list[int]:
    """Keys drawn from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'"{model._meta.db_table}"', number],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as values by column name, keys included; a new column breaks nothing here."""
    fields = list(model._meta.concrete_fields)
    defaults = {
        field.attname: field.get_db_prep_save(
            field.get_default() if field.default is not NOT_PROVIDED or not field.null else None, connection
        )
        for field in fields
        if field.name not in ("id", "public_id")
    }
    names = [field.attname for field in fields]
    _copy(model, ([row[name] if name in row else defaults[name] for name in names] for row in rows))


def copy_instances(model: type[models.Model], made: Sequence[models.Model]) -> list[int]:
    """New instances, each with a key from now on; answers the keys."""
    if not made:
        return []
    keys = reserve_keys(model, len(made))
    fields = list(model._meta.concrete_fields)
    for each, key in zip(made, keys, strict=True):
        each.pk = key
    _copy(
        model,
        (
            [field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields]
            for each in made
        ),
    )
    return keys


def _copy(model: type[models.Model], rows: Iterable[list[Any]]) -> None:
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    with connection.cursor() as cursor:
        if not is_append_only(model):
            # An ordinary statement carries who acts and which triggers stand aside to the database; COPY alone would
            # not.
            cursor.execute(f'DELETE FROM "{table}" WHERE false')  # noqa: S608
        with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
