from django.conf import settings
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CITextExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def default_rights(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Whatever the owner makes from here on, the serving role may read and write, never alter or truncate."""
    role = editor.connection.ops.quote_name(settings.SERVING_ROLE)
    editor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
    editor.execute(
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}"
    )
    editor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}")


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        CITextExtension(),
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS fuzzystrmatch", migrations.RunSQL.noop),
        migrations.RunPython(default_rights, migrations.RunPython.noop),
    ]
