"""Codes of missing episodes (statutory guidance on children who run away or go missing, 2014)."""

from django.db import models


class Interview(models.TextChoices):
    """The return interview: offered always, by somebody independent, within 72 hours of the return."""

    HELD = "HELD", "Held"
    REFUSED = "REFUSED", "Offered and refused"
    NOT_POSSIBLE = "NOT_POSSIBLE", "Could not be held"


class Absence(models.TextChoices):
    MISSING = "MISSING", "Missing: nobody knows where"
    AWAY = "AWAY", "Away without permission: known where"
