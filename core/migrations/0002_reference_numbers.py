from django.db import migrations

PREFIXES = ("as", "cf", "cn", "cs", "pl", "rf", "sd")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_roles_and_extensions")]
    operations = [
        migrations.RunSQL(f"CREATE SEQUENCE reference_{prefix}", f"DROP SEQUENCE reference_{prefix}")
        for prefix in PREFIXES
    ]
