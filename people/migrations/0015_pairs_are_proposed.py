import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from core.first_migration import LaterMigration


class Migration(LaterMigration):
    dependencies = [
        ("people", "0014_pairs_not_yet_proposed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="linkagepair",
            name="evidence",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="linkagepair",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pairs",
                to="people.mergeproposal",
            ),
        ),
        migrations.AddField(
            model_name="linkagepairevent",
            name="evidence",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="linkagepairevent",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="people.mergeproposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkagepair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "SAME"), ("proposal__isnull", False)),
                    models.Q(models.Q(("answer", "SAME"), _negated=True), ("proposal__isnull", True)),
                    _connector="OR",
                ),
                name="linkage_pair_same_is_proposed",
            ),
        ),
    ]
