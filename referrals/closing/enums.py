"""Why a concern is offered to the out-of-hours team, and what may stand for it while the front door is closed."""

from django.db import models


class OfferKind(models.TextChoices):
    HANDED_OVER = "HANDED_OVER", "Handed over before closing"
    ARRIVED = "ARRIVED", "Arrived while closed"
    SHIFT_ENDED = "SHIFT_ENDED", "The shift of whoever had it ended"


class CoverKind(models.TextChoices):
    """What stands for an undecided concern while the front door is closed (safety a)."""

    ACCEPTED = "ACCEPTED", "Accepted"
    ON_IT = "ON_IT", "Being worked on"
    SIGNED = "SIGNED", "Signed safe"
    HELD = "HELD", "Held by its named list"
    NOTHING = "NOTHING", "Nothing covers it"
