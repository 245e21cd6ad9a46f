from datetime import date

from django.db import migrations

# LOCAL DEFAULT: the authority confirms or replaces these; a change adds a dated row.
POINTS = {"EARLY_HELP": 1, "CIN": 2, "CP": 4, "CLA": 3, "ADULT": 2, "RED": 1, "FULL": 36, "NEW": 28}


def load(apps, schema_editor):
    from core.history import SYSTEM_ACTOR, acting

    weight = apps.get_model("governance", "CaseloadWeight")
    with acting(by=SYSTEM_ACTOR, reason="caseload weights as shipped"):
        for key, points in POINTS.items():
            weight.objects.get_or_create(
                key=key, starts_on=date(2010, 2, 1), defaults={"points": points, "source": "LOCAL DEFAULT"}
            )


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
