"""How a concern on an open case travels to its worker, and the questions asked of the other half of a family."""

from django.db import models


class RoutedTo(models.TextChoices):
    WORKER = "WORKER", "The worker"
    COVER = "COVER", "Cover"
    MANAGER = "MANAGER", "The manager"
    OUT_OF_HOURS = "OUT_OF_HOURS", "The out-of-hours worker"


class FamilyQuestion(models.TextChoices):
    """A prompt carries a question, never a fact (safety j)."""

    CARE_AT_NIGHT = "CARE_AT_NIGHT", "Is anyone helping with care at night?"
    CHILDREN_AT_HOME = (
        "CHILDREN_AT_HOME",
        "Are there children whom this person lives with, cares for or sees?",
    )
    OWN_SUPPORT = "OWN_SUPPORT", "Would this adult like help of their own?"
    SAFE_AT_HOME = "SAFE_AT_HOME", "Does this person feel safe at home?"
    MANAGING = "MANAGING", "Is this person managing day to day?"


class FamilyAnswer(models.TextChoices):
    YES = "YES", "Yes"
    NO = "NO", "No"
    UNKNOWN = "UNKNOWN", "Don't know"
    REFUSED = "REFUSED", "Refused"
