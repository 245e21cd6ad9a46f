"""How a measure is judged."""

from django.db import models


class TargetKind(models.TextChoices):
    """Whether a target is to be reached or not to be passed."""

    NONE = "", "For observation"
    FLOOR = "FLOOR", "At least"
    CEILING = "CEILING", "Under"
