"""Contacts of ten years behind the queue: the decided ones of the year again and again, further and further back."""

from typing import Any

from django.db import connection, models

from referrals.contacts.models import Contact, ContactPerson
from referrals.decisions.models import Decision, PersonDecision

DAYS = 3650
# Further apart than any number a year's rows have reached.
APART = 10_000_000
_CLOSED = "SELECT id FROM referrals_contact WHERE status = 'CLOSED'"
_DECIDED = f"SELECT id FROM referrals_decision WHERE contact_id IN ({_CLOSED})"
TABLES: tuple[tuple[Any, str], ...] = (
    (Contact, "status = 'CLOSED'"),
    (ContactPerson, f"contact_id IN ({_CLOSED})"),
    (Decision, f"contact_id IN ({_CLOSED})"),
    (PersonDecision, f"decision_id IN ({_DECIDED})"),
)
# Rows of one repetition point at rows of the same one.
WITH_IT = {"id", "contact_id", "decision_id", "contact_person_id"}


def long_decided(number: int) -> int:
    """So many more contacts with their people and decisions; the database writes them itself. Returns the rows written."""
    written = 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_CLOSED}) AS closed")
        times = -(-number // cursor.fetchone()[0])
        # What is decided is read before anything is repeated.
        for model, which in TABLES:
            table = model._meta.db_table
            cursor.execute(f"CREATE TEMP TABLE of_{table} AS SELECT * FROM {table} WHERE {which}")
        for model, _ in TABLES:
            columns = [field.column for field in model._meta.concrete_fields]
            values = ", ".join(_value(field) for field in model._meta.concrete_fields)
            table = model._meta.db_table
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
                f"FROM of_{table} AS kept, generate_series(1, %(times)s) AS again",
                {"times": times, "apart": APART, "days": DAYS / times},
            )
            written += cursor.rowcount
    return written


def _value(field: Any) -> str:
    kept = f"kept.{field.column}"
    if field.column in WITH_IT:
        return f"{kept} + again * %(apart)s"
    if field.column == "public_id":
        return "gen_random_uuid()"
    if field.column == "reference":
        return f"{kept} || '-' || again"
    if isinstance(field, models.DateTimeField):
        return f"{kept} - again * %(days)s * interval '1 day'"
    return kept
