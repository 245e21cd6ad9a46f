import django.contrib.postgres.constraints
import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models

from core.first_migration import LaterMigration


class Migration(LaterMigration):
    dependencies = [
        ("localities", "0002_places_of_the_borough"),
    ]

    operations = [
        migrations.CreateModel(
            name="Population",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("age_from", models.PositiveSmallIntegerField()),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=160)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="population_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_to__isnull", True), ("age_to__gte", models.F("age_from")), _connector="OR"
                        ),
                        name="population_ages_in_order",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[]"),
                                    function="DATERANGE",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("age_from"),
                                    models.F("age_to"),
                                    models.Value("[]"),
                                    function="INT4RANGE",
                                ),
                                "&&",
                            ),
                        ],
                        name="population_one_number_an_age",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PopulationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("age_from", models.PositiveSmallIntegerField()),
                ("age_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=160)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="localities.population",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pgh_context__has_key", "by"), ("pgh_context__isnull", False)),
                        name="localities_population_ev_actor",
                    )
                ],
            },
        ),
    ]
