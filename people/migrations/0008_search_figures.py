"""Finer figures of the search index's terms: with the usual ones a rare spelling is thought common and all is read."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0007_search_many")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE people_searchentry ALTER COLUMN terms SET STATISTICS 1000", migrations.RunSQL.noop
        )
    ]
