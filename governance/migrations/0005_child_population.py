from datetime import date

from django.db import migrations

# To be replaced by a row for each mid-year estimate as it is published.
NUMBER, SOURCE = 53_000, "The service's design, 2010"


def load(apps, schema_editor):
    from core.history import SYSTEM_ACTOR, acting

    population = apps.get_model("governance", "ChildPopulation")
    with acting(by=SYSTEM_ACTOR, reason="number of children as designed for"):
        population.objects.get_or_create(
            starts_on=date(2010, 2, 1), defaults={"number": NUMBER, "source": SOURCE}
        )


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_front_door_measures")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
