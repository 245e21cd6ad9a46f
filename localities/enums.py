"""How sure we are of a place, and the kinds of site, outline and employer."""

from django.db import models


class Certainty(models.TextChoices):
    """How a locality was found, surest first."""

    EXACT = "EXACT", "From the full postcode"
    CERTAIN = "CERTAIN", "From the postcode sector, which lies in one locality"
    LIKELY = "LIKELY", "Likely: from the postcode sector, which lies in more than one locality"
    BORDER = "BORDER", "To be checked: part of this postcode sector lies outside the borough"
    NONE = "NONE", "Not known"


class Basis(models.TextChoices):
    """Which rule gave a person their locality."""

    ADDRESS = "ADDRESS", "Where they live"
    OVERRIDE = "OVERRIDE", "Chosen, with a reason"
    LAST_SETTLED = "LAST_SETTLED", "No fixed abode: last settled address"
    DUTY = "DUTY", "No settled address known: the front door keeps it until one is"


class Membership(models.TextChoices):
    """Whether a ward's locality is a published fact or worked out by overlap."""

    FACT = "FACT", "As published"
    DERIVED = "DERIVED", "Derived by overlap"


class Succession(models.TextChoices):
    """What is known about which locality followed an area of 2010."""

    BY_NAME = "BY_NAME", "Same name; boundaries not recorded"


class SiteKind(models.TextChoices):
    CHILDRENS_CENTRE = "CHILDRENS_CENTRE", "Children's centre"
    OFFICE = "OFFICE", "Office"
    CLINIC = "CLINIC", "Clinic or health centre"
    YOUTH_CENTRE = "YOUTH_CENTRE", "Youth centre"
    OTHER = "OTHER", "Other"


class EmployerKind(models.TextChoices):
    COUNCIL = "COUNCIL", "Council"
    HEALTH = "HEALTH", "NHS"
    JOINT = "JOINT", "Council and NHS together"


class OutlineKind(models.TextChoices):
    BOROUGH = "BOROUGH", "Borough"
    LOCALITY = "LOCALITY", "Locality"
    WARD = "WARD", "Ward"
    MSOA = "MSOA", "Middle layer area"
    LSOA = "LSOA", "Lower layer area"
