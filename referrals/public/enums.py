"""Why a form from the public waits for a person before it stands in the queue."""

from django.db import models


class HeldBecause(models.TextChoices):
    """A limit that a form went over: it is read apart, never refused (safety n)."""

    TRAP = "TRAP", "A field that people do not see was filled in"
    SENDER = "SENDER", "Many forms from one connection within the hour"
    WORDS = "WORDS", "The same words came several times today"
    LINKS = "LINKS", "Full of links"
    LENGTH = "LENGTH", "Longer than a form may be: its end was cut off"
    QUICK = "QUICK", "Sent within seconds, or not from our page"
    SURGE = "SURGE", "More forms came within the hour than ever do"


class FormStands(models.TextChoices):
    """Where a form from the public stands."""

    SENT_ON = "SENT_ON", "In the queue"
    HELD = "HELD", "Waits to be read"
    SET_ASIDE = "SET_ASIDE", "Set aside"
