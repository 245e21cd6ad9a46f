"""Kinds of case, why a case closes, what a note is, what stands in a chronology."""

from django.db import models


class CaseKind(models.TextChoices):
    """The frame in which a person is helped now."""

    EARLY_HELP = "EARLY_HELP", "Early help"
    CIN = "CIN", "Child in need"
    CP = "CP", "Child protection"
    CLA = "CLA", "Child in care"
    ADULT = "ADULT", "Adult social care"


# How far up the ladder of statutory help a kind stands: up is a step up.
RUNG: dict[str, int] = {"EARLY_HELP": 1, "CIN": 2, "CP": 3, "CLA": 4, "ADULT": 2}


class CaseStatus(models.TextChoices):
    OPEN = "OPEN", "Waiting for a worker"
    ALLOCATED = "ALLOCATED", "Allocated"
    STEP_PROPOSED = "STEP_PROPOSED", "Step up or down proposed"
    CLOSURE_PROPOSED = "CLOSURE_PROPOSED", "Closing proposed"
    CLOSED = "CLOSED", "Closed"


class Rating(models.TextChoices):
    RED = "RED", "Red"
    AMBER = "AMBER", "Amber"
    GREEN = "GREEN", "Green"


class ClosureReason(models.TextChoices):
    """Why a case closed (CIN census, reason for closure)."""

    ADOPTED = "RC1", "Adopted"
    DIED = "RC2", "Died"
    CHILD_ARRANGEMENTS = "RC3", "Child arrangements order"
    GUARDIANSHIP = "RC4", "Special guardianship order"
    OTHER_AUTHORITY = "RC5", "Transferred to another local authority"
    ADULT_SERVICES = "RC6", "Transferred to adult services"
    OTHER = "RC7", "Services ceased for another reason"
    NO_FURTHER_ACTION = "RC8", "Closed after assessment, no further action"
    EARLY_HELP = "RC9", "Closed after assessment, case moved to early help"


class HandoverKind(models.TextChoices):
    TRANSFER = "TRANSFER", "Transfer to another team"
    STEP = "STEP", "Step up or down"


class NoteKind(models.TextChoices):
    TELEPHONE = "TELEPHONE", "Telephone call"
    MEETING = "MEETING", "Meeting"
    MESSAGE = "MESSAGE", "Letter, e-mail or text"
    CONSULTATION = "CONSULTATION", "Consultation or information shared"
    OTHER = "OTHER", "Other"


class Significance(models.TextChoices):
    HARM = "HARM", "Harm or danger"
    PROTECTIVE = "PROTECTIVE", "Something that protects"
    CHANGE = "CHANGE", "A change in the person's life"


class Marking(models.TextChoices):
    """Who may be told what a paragraph or an entry says (domain.md C5)."""

    SHARE_ALL = "SHARE_ALL", "May be shared with everybody"
    PROFESSIONALS = "PROFESSIONALS", "Professionals only"
    NOT_NAMED = "NOT_NAMED", "Not for a named family member"


class OversightOccasion(models.TextChoices):
    """The moments at which a manager's thinking is stamped (domain.md C8)."""

    THRESHOLD = "THRESHOLD", "Threshold decision"
    STRATEGY = "STRATEGY", "Strategy discussion"
    SECTION_47_END = "SECTION_47_END", "End of a section 47 enquiry"
    ASSESSMENT = "ASSESSMENT", "Assessment authorised"
    STEP = "STEP", "Step up or down"
    CLOSURE = "CLOSURE", "Closing"
    VISIT_MISSED = "VISIT_MISSED", "Visit missed"
    REVIEW = "REVIEW", "Review of the case"
