"""How a visit was made."""

from django.db import models


class VisitKind(models.TextChoices):
    PLANNED = "PLANNED", "Planned"
    UNANNOUNCED = "UNANNOUNCED", "Unannounced"


class VisitPlace(models.TextChoices):
    HOME = "HOME", "At home"
    SCHOOL = "SCHOOL", "At school or nursery"
    PLACEMENT = "PLACEMENT", "Where the child is placed"
    HOSPITAL = "HOSPITAL", "In hospital"
    ELSEWHERE = "ELSEWHERE", "Elsewhere"
