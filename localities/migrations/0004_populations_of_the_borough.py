"""The numbers of people that the product ships."""

from django.db import migrations

from core.history import SYSTEM_ACTOR, acting
from localities import facts


def load(apps, editor):  # type: ignore[no-untyped-def]
    population = apps.get_model("localities", "Population").objects
    with acting(by=SYSTEM_ACTOR, reason="first installation"):
        for starts_on, ends_on, source, bands in facts.POPULATIONS:
            for first, last, number in bands:
                population.create(
                    starts_on=starts_on,
                    ends_on=ends_on,
                    age_from=first,
                    age_to=last,
                    number=number,
                    source=source,
                )


class Migration(migrations.Migration):
    dependencies = [("localities", "0003_population")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
