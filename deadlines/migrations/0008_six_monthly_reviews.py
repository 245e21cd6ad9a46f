"""Limits of the six-monthly reviews of restrictions and warnings, where the table was loaded before it had them."""

from dataclasses import asdict

from django.db import migrations

CODES = ("RESTR-REV", "WARN-REV")


def load(apps, schema_editor):
    from core.history import SYSTEM_ACTOR, acting
    from deadlines.rules import shipped

    ClockRule = apps.get_model("deadlines", "ClockRule")
    there = set(ClockRule.objects.filter(code__in=CODES).values_list("code", flat=True))
    with acting(by=SYSTEM_ACTOR, reason="limits of six-monthly reviews loaded"):
        for rule in shipped():
            if rule.code in CODES and rule.code not in there:
                ClockRule.objects.create(**asdict(rule))


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0007_limits_of_allegations")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
