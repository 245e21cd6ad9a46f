"""What a caseload is weighed by."""

from django.db import models


class WeightKey(models.TextChoices):
    """A kind of case, something that makes one heavier, or how much a full-time worker carries."""

    EARLY_HELP = "EARLY_HELP", "Early help"
    CIN = "CIN", "Child in need"
    CP = "CP", "Child protection"
    CLA = "CLA", "Child in care"
    ADULT = "ADULT", "Adult"
    RED = "RED", "Rated red, on top"
    FULL = "FULL", "A full caseload, full time"
    NEW = "NEW", "A full caseload in the first year of practice"
