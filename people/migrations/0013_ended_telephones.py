"""Nobody is found by a telephone that is no longer theirs."""

from importlib import import_module

from django.db import migrations

REBUILD = import_module("people.migrations.0007_search_many").REBUILD
THEIRS = "WHERE c.kind = 'PHONE' AND"


def _still_theirs() -> str:
    assert REBUILD.count(THEIRS) == 1
    return str(REBUILD.replace(THEIRS, f"{THEIRS} c.ended_at IS NULL AND"))


class Migration(migrations.Migration):
    dependencies = [("people", "0012_ended_contact_points")]
    operations = [migrations.RunSQL(_still_theirs(), migrations.RunSQL.noop)]
