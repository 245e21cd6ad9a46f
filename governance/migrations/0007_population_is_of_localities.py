"""How many children live here stands with the places now (localities.Population), by age and with its source."""

from django.db import migrations

from core.first_migration import LaterMigration


class Migration(LaterMigration):
    dependencies = [("governance", "0006_access_seals")]

    operations = [
        migrations.DeleteModel(name="ChildPopulationEvent"),
        migrations.DeleteModel(name="ChildPopulation"),
    ]
