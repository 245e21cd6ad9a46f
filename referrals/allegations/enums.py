"""States and codes of allegations against people who work with children or adults at risk (Working Together, KCSIE)."""

from django.db import models


class AllegationStatus(models.TextChoices):
    RECEIVED = "RECEIVED", "To be considered"
    OPEN = "OPEN", "Threshold met, open"
    ADVICE = "ADVICE", "Threshold not met, advice given"
    CONCLUDED = "CONCLUDED", "Concluded"


class WorksWith(models.TextChoices):
    CHILDREN = "CHILDREN", "Children"
    ADULTS = "ADULTS", "Adults with care and support needs"
    BOTH = "BOTH", "Children and adults"
    UNKNOWN = "UNKNOWN", "Not known yet"


class HarmTest(models.TextChoices):
    """The harm threshold: any one of the four meets it (KCSIE part four)."""

    HARMED = "HARMED", "Has harmed, or may have harmed, a child or an adult at risk"
    OFFENCE = "OFFENCE", "May have committed a criminal offence against or related to one"
    RISK = "RISK", "Behaved towards one in a way that indicates a risk of harm"
    SUITABILITY = "SUITABILITY", "Behaved in a way that indicates they may not be suitable for the work"


class AllegationOutcome(models.TextChoices):
    """The five definitions that an outcome uses (KCSIE part four)."""

    SUBSTANTIATED = "SUBSTANTIATED", "Substantiated: there is enough evidence to prove it"
    MALICIOUS = "MALICIOUS", "Malicious: disproved, and meant to deceive"
    FALSE = "FALSE", "False: there is enough evidence to disprove it"
    UNSUBSTANTIATED = "UNSUBSTANTIATED", "Unsubstantiated: it can be neither proved nor disproved"
    UNFOUNDED = "UNFOUNDED", "Unfounded: nothing supports it, a misunderstanding"


class MeetingKind(models.TextChoices):
    STRATEGY = "STRATEGY", "Strategy meeting"
    REVIEW = "REVIEW", "Review meeting"
    OUTCOME = "OUTCOME", "Outcome meeting"


class EntryKind(models.TextChoices):
    """What was done on an allegation, entry by entry."""

    NOTE = "NOTE", "Note"
    EMPLOYER = "EMPLOYER", "Employer told"
    REGULATOR = "REGULATOR", "Regulator told"
    POLICE = "POLICE", "Police told"
    SOCIAL_CARE = "SOCIAL_CARE", "Children's or adults' social care told"
    DBS = "DBS", "Disclosure and Barring Service told"
    FAMILY = "FAMILY", "Child, adult or family told"
    SUBJECT = "SUBJECT", "The person themselves told"


# Somebody was told: whom is part of it.
TELLINGS = frozenset(EntryKind) - {EntryKind.NOTE}


class ListedBecause(models.TextChoices):
    ON_CALL = "ON_CALL", "Designated officer on call"
    ESCALATED = "ESCALATED", "Nobody before had answered"
    LOGGED = "LOGGED", "Took the call"
    NAMED = "NAMED", "Named by a member of the list"
