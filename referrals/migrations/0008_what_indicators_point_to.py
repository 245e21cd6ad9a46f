"""Which kinds of concern make an indicator worth looking at: of the edition that came with the product."""

import csv
from pathlib import Path

from django.db import migrations

from core.history import SYSTEM_ACTOR, acting

NAME = "LOCAL DEFAULT 1"


def load(apps, schema_editor):
    indicator_model = apps.get_model("referrals", "ThresholdIndicator")
    table = Path(__file__).resolve().parents[1] / "data" / "threshold_indicators.csv"
    with (
        acting(by=SYSTEM_ACTOR, reason="what indicators point to"),
        table.open(newline="", encoding="utf-8") as handle,
    ):
        for row in csv.DictReader(handle):
            if row["concerns"]:
                found = indicator_model.objects.filter(version__name=NAME, code=row["code"])
                found.update(concerns=row["concerns"].split())


# An installed database still has the trigger of the table before it had this column, which would write a version
# without it; triggers are renewed once all migrations have run.
STILL = "ALTER TABLE referrals_thresholdindicator DISABLE TRIGGER USER"
AGAIN = "ALTER TABLE referrals_thresholdindicator ENABLE TRIGGER USER"


class Migration(migrations.Migration):
    dependencies = [("referrals", "0007_oversight_of_decisions")]
    operations = [
        migrations.RunSQL(STILL, migrations.RunSQL.noop),
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
