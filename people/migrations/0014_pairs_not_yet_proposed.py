"""Pairs that were called one person before that made a proposal wait once more: what was said stands beside them."""

from django.db import migrations

from core.history import SYSTEM_ACTOR, acting


def wait_again(apps, editor):  # type: ignore[no-untyped-def]
    with acting(by=SYSTEM_ACTOR, reason="called one person before this was put to whoever merges"):
        apps.get_model("people", "LinkagePair").objects.filter(answer="SAME").update(answer="UNSURE")


class Migration(migrations.Migration):
    dependencies = [("people", "0013_ended_telephones")]
    operations = [migrations.RunPython(wait_again, migrations.RunPython.noop)]
