"""References that people quote on the telephone: two letters, the year, a number that never repeats."""

from datetime import date

from django.db import connection

PREFIXES = {
    "AL": "allegation",
    "AS": "assessment",
    "CF": "conference",
    "CN": "concern",
    "CS": "case",
    "EX": "exploitation",
    "MS": "missing episode",
    "PF": "private fostering",
    "PL": "plan",
    "RF": "referral",
    "SD": "strategy discussion",
    "SG": "adult safeguarding enquiry",
}


def next_reference(prefix: str, on: date) -> str:
    """The next reference of a kind, e.g. CN-27-00001; gaps may occur, repeats may not."""
    if prefix not in PREFIXES:
        raise ValueError(f"No reference begins with {prefix}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [f"reference_{prefix.lower()}"])
        number = cursor.fetchone()[0]
    return f"{prefix}-{on:%y}-{number:05d}"
