"""States of an early-help assessment and the short list of what it asks about."""

from django.db import models


class EarlyHelpStatus(models.TextChoices):
    STARTED = "STARTED", "Under way"
    COMPLETED = "COMPLETED", "Complete"
    CLOSED = "CLOSED", "Closed"
    WITHDRAWN = "WITHDRAWN", "Consent withdrawn"


class Side(models.TextChoices):
    """The triangle in short: strengths and needs of each side."""

    CHILD = "CHILD", "The child: health, learning, feelings, friends"
    PARENTING = "PARENTING", "Parents and carers: care, safety, warmth, boundaries"
    FAMILY = "FAMILY", "Family and home: housing, money, work, wider family"


class ConsentScope(models.TextChoices):
    SHARE = "SHARE", "Sharing information with the agencies named"
    ASSESS = "ASSESS", "This assessment"
    ATTEND = "ATTEND", "Meetings of the team around the family"
