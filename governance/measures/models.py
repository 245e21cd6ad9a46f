"""What rates are reckoned by: how many children live here, dated, with where the number is from."""

from django.db import models

from core.history import tracked
from governance.measures.querysets import PopulationQuerySet


@tracked()
class ChildPopulation(models.Model):
    """Children under eighteen who live in the borough, from a day on (seed S1 ¶2)."""

    starts_on = models.DateField(unique=True)
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=160)

    objects = PopulationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gt=0), name="child_population_of_somebody")
        ]
