"""Codes of private fostering (Children Act 1989 s66; Private Arrangements for Fostering Regulations 2005)."""

from django.db import models


class Suitability(models.TextChoices):
    SUITABLE = "SUITABLE", "Suitable"
    WITH_REQUIREMENTS = "WITH_REQUIREMENTS", "Suitable with requirements"
    PROHIBITED = "PROHIBITED", "Not suitable: prohibition is considered"
    NOT_YET = "NOT_YET", "Not decided yet"
