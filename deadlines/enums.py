"""What a clock rests on, what its start derives from, and how a running clock may change."""

from django.db import models

from core.working_days import FirstDay as FirstDayCode
from core.working_days import Unit as UnitCode


class Basis(models.TextChoices):
    """Where a limit comes from."""

    STATUTE = "ST", "Statute or regulations"
    STATUTORY_GUIDANCE = "SG", "Statutory guidance"
    NATIONAL_STANDARD = "NS", "National standard"
    LOCAL = "LO", "Local practice"


class Anchor(models.TextChoices):
    DATE = "date", "Date"
    DATETIME = "datetime", "Date and time"


class FirstDay(models.TextChoices):
    NEXT = FirstDayCode.NEXT.value, "The day after the trigger is day 1"
    COUNTS = FirstDayCode.COUNTS.value, "The trigger's own day is day 1"


class Unit(models.TextChoices):
    HOURS = UnitCode.HOURS.value, "hours"
    WORKING_DAYS = UnitCode.WORKING_DAYS.value, "working days"
    CALENDAR_DAYS = UnitCode.CALENDAR_DAYS.value, "days"
    CALENDAR_WEEKS = UnitCode.CALENDAR_WEEKS.value, "weeks"
    CALENDAR_MONTHS = UnitCode.CALENDAR_MONTHS.value, "months"
    TERM = UnitCode.TERM.value, "school terms"


class DerivedFrom(models.TextChoices):
    """The fact about a person from which a clock's day 0 follows."""

    NOTHING = "", "Nothing"
    DATE_OF_BIRTH = "DATE_OF_BIRTH", "Date of birth"
    EXPECTED_DATE = "EXPECTED_DATE", "Expected date of delivery"


class ChangeKind(models.TextChoices):
    """Why a running clock's dates moved; the old ones are kept."""

    EXTENDED = "EXTENDED", "More time agreed"
    TRIGGER_CORRECTED = "TRIGGER_CORRECTED", "Start corrected"
    REDERIVED = "REDERIVED", "Birth or expected date changed"
    TYPED = "TYPED", "Typed from the order"


# Kinds of notice about a limit.
WARNED = "deadlines.warned"
OVERDUE = "deadlines.overdue"
TOLD_OF = (WARNED, OVERDUE)
