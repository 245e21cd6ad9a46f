"""Every limit of the domain reference, one code a limit, as dated rows."""

from dataclasses import asdict

from django.db import migrations


def load(apps, schema_editor):
    from core.history import SYSTEM_ACTOR, acting
    from deadlines.rules import shipped

    ClockRule = apps.get_model("deadlines", "ClockRule")
    with acting(by=SYSTEM_ACTOR, reason="limits of law and local practice loaded"):
        ClockRule.objects.bulk_create(ClockRule(**asdict(rule)) for rule in shipped())


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
