import csv
from datetime import date
from pathlib import Path

from django.db import migrations

from core.history import SYSTEM_ACTOR, acting

NAME = "LOCAL DEFAULT 1"
SOURCE = "LOCAL DEFAULT: written for this product, to be replaced by the partnership's own table"


def load(apps, schema_editor):
    version_model = apps.get_model("referrals", "ThresholdVersion")
    indicator_model = apps.get_model("referrals", "ThresholdIndicator")
    table = Path(__file__).resolve().parents[1] / "data" / "threshold_indicators.csv"
    with (
        acting(by=SYSTEM_ACTOR, reason="threshold of need loaded"),
        table.open(newline="", encoding="utf-8") as handle,
    ):
        version = version_model.objects.create(name=NAME, starts_on=date(2012, 1, 1), source=SOURCE)
        for row in csv.DictReader(handle):
            indicator_model.objects.create(
                version=version, tier=int(row["tier"]), code=row["code"], text=row["text"]
            )


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
