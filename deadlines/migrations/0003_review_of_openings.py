"""The limit for looking at a break-glass opening, where the table was loaded before it had one."""

from dataclasses import asdict

from django.db import migrations

CODE = "ACCESS-REV"


def load(apps, schema_editor):
    from core.history import SYSTEM_ACTOR, acting
    from deadlines.rules import shipped

    ClockRule = apps.get_model("deadlines", "ClockRule")
    if ClockRule.objects.filter(code=CODE).exists():
        return
    with acting(by=SYSTEM_ACTOR, reason="limit for reviewing an opening loaded"):
        for rule in shipped():
            if rule.code == CODE:
                ClockRule.objects.create(**asdict(rule))


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_load_clocks")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
