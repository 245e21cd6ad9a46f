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


class Migration(migrations.Migration):
    dependencies = [("referrals", "0007_oversight_of_decisions")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
