from django.db import migrations

PREFIXES = ("al", "ex", "ms", "pf", "sg")


class Migration(migrations.Migration):
    dependencies = [("core", "0002_reference_numbers")]
    operations = [
        migrations.RunSQL(f"CREATE SEQUENCE reference_{prefix}", f"DROP SEQUENCE reference_{prefix}")
        for prefix in PREFIXES
    ]
