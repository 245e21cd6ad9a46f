"""What makes a reading odd, and what whoever looked at it found."""

from django.db import models


class Oddity(models.TextChoices):
    """Why a day's reading of one person by one worker is looked at (security.md T1)."""

    OWN_PEOPLE = "OWN_PEOPLE", "Linked to them in private life"
    OWN_ADDRESS = "OWN_ADDRESS", "Lives at their address"
    OWN_SURNAME = "OWN_SURNAME", "Bears their surname, without work to do with them"
    HIDDEN = "HIDDEN", "Searched for a restricted person"
    NO_LINK = "NO_LINK", "Opened the record without work to do with them"
    OUT_OF_HOURS = "OUT_OF_HOURS", "Outside the hours of their work, without work to do with them"
    MANY = "MANY", "Looked up unusually many people in one day"


class Finding(models.TextChoices):
    RIGHT = "RIGHT", "There was a reason for it"
    SPOKEN_TO = "SPOKEN_TO", "Spoken to; nothing more"
    BREACH = "BREACH", "A breach: handled under the council's procedure"
