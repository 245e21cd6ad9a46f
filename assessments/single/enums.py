"""States, outcomes and markings of an assessment, and its dimensions as data (Framework for the Assessment of
Children in Need and their Families; Working Together)."""

from dataclasses import dataclass

from django.db import models


class AssessmentStatus(models.TextChoices):
    STARTED = "STARTED", "Started"
    SEEN = "SEEN", "Every child seen"
    SUBMITTED = "SUBMITTED", "With the manager"
    RETURNED = "RETURNED", "Returned for changes"
    AUTHORISED = "AUTHORISED", "Authorised"


EDITABLE = frozenset({AssessmentStatus.STARTED, AssessmentStatus.SEEN, AssessmentStatus.RETURNED})


class Purpose(models.TextChoices):
    IN_NEED = "IN_NEED", "Child in need (section 17)"
    PROTECTION = "PROTECTION", "Protection enquiry (section 47)"
    PRE_BIRTH = "PRE_BIRTH", "Before a birth"
    REASSESS = "REASSESS", "Open case, needs assessed again"
    TRANSFER_IN = "TRANSFER_IN", "Moved in from another authority"


class Outcome(models.TextChoices):
    """What a manager decides for one child when the assessment is authorised."""

    NO_ACTION = "NFA", "No further action"
    EARLY_HELP = "EARLY_HELP", "Step down to early help"
    IN_NEED_PLAN = "CIN_PLAN", "Child-in-need plan"
    SECTION_47 = "S47", "Section 47 enquiry"
    CONFERENCE = "ICPC", "Initial child-protection conference"
    LEGAL = "LEGAL", "Legal planning"
    IN_CARE = "CLA", "Comes into care"
    ADULT = "ADULT", "Adult services"
    CONTINUE = "CONTINUE", "Present plan continues"


class Tier(models.IntegerChoices):
    UNIVERSAL = 1, "Tier 1: universal"
    EARLY_HELP = 2, "Tier 2: early help"
    TARGETED = 3, "Tier 3: complex, child in need"
    ACUTE = 4, "Tier 4: acute, protection"


class Marking(models.TextChoices):
    """Who a paragraph may reach; unmarked text is for professionals only (safety i)."""

    SHARE_ALL = "SHARE_ALL", "May be shared with the family"
    PROFESSIONALS = "PROFESSIONALS", "Professionals only"
    POLICE_RESTRICTED = "POLICE_RESTRICTED", "Police-restricted"
    SAFE_ADDRESS = "SAFE_ADDRESS", "Could betray a safe address"


class Checkpoint(models.TextChoices):
    DAY_10 = "10", "Day 10"
    DAY_20 = "20", "Day 20"
    DAY_35 = "35", "Day 35"
    RETURN = "RETURN", "Returned for changes"
    AUTHORISATION = "AUTHORISATION", "Authorisation"
    MORE_TIME = "MORE_TIME", "More time agreed"
    OTHER = "OTHER", "Between checkpoints"


class Domain(models.TextChoices):
    CHILD = "CHILD", "The child's developmental needs"
    PARENTING = "PARENTING", "Parenting capacity"
    FAMILY = "FAMILY", "Family and environment"
    ALSO = "ALSO", "Also considered"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One side of a child's life that the assessment asks about."""

    code: str
    domain: Domain
    title: str
    hint: str
    # Recorded once for the family (parenting, environment) or for each child.
    each_child: bool


def _child(code: str, title: str, hint: str, domain: Domain = Domain.CHILD) -> Dimension:
    return Dimension(code, domain, title, hint, True)


def _family(code: str, domain: Domain, title: str, hint: str) -> Dimension:
    return Dimension(code, domain, title, hint, False)


DIMENSIONS: tuple[Dimension, ...] = (
    _child(
        "HEALTH",
        "Health",
        "Growth, development, illness, immunisation, dental care, sleep, diet, who treats what",
    ),
    _child(
        "EDUCATION",
        "Education",
        "School or nursery, attendance, exclusions, progress, special educational needs",
    ),
    _child(
        "EMOTIONAL",
        "Emotional and behavioural development",
        "Feelings shown in word and deed, attachment, worries",
    ),
    _child("IDENTITY", "Identity", "Sense of self, culture, language, faith, how others see them"),
    _child(
        "RELATIONSHIPS",
        "Family and social relationships",
        "Parents, brothers and sisters, friends, who they turn to",
    ),
    _child(
        "PRESENTATION", "Social presentation", "Appearance, cleanliness, manner, and what others make of it"
    ),
    _child("SELF_CARE", "Self-care skills", "What they do for themselves, for their age"),
    _child("DISABILITY", "Disability", "What the child needs because of an impairment", Domain.ALSO),
    _child(
        "OUTSIDE_HOME", "Harm outside the home", "Exploitation, gangs, going missing, online", Domain.ALSO
    ),
    _child(
        "YOUNG_CARER",
        "Caring for somebody",
        "Does the child look after a parent, brother or sister?",
        Domain.ALSO,
    ),
    _child(
        "ARRANGEMENT", "Where the child lives", "Private fostering, kinship care, immigration", Domain.ALSO
    ),
    _family("BASIC_CARE", Domain.PARENTING, "Basic care", "Food, warmth, clothing, hygiene, health care"),
    _family(
        "SAFETY",
        Domain.PARENTING,
        "Ensuring safety",
        "Protection from harm in the home, outside, and by others",
    ),
    _family("WARMTH", Domain.PARENTING, "Emotional warmth", "Being valued, comforted, praised"),
    _family("STIMULATION", Domain.PARENTING, "Stimulation", "Play, talk, learning, going to school"),
    _family("GUIDANCE", Domain.PARENTING, "Guidance and boundaries", "Limits, example, how anger is handled"),
    _family("STABILITY", Domain.PARENTING, "Stability", "The same people and routines over time"),
    _family(
        "HISTORY",
        Domain.FAMILY,
        "Family history and functioning",
        "Parents' own childhood, health, loss, conflict",
    ),
    _family("WIDER_FAMILY", Domain.FAMILY, "Wider family", "Who helps, who is absent, who is a risk"),
    _family("HOUSING", Domain.FAMILY, "Housing", "Space, repair, tenancy, hygiene"),
    _family("EMPLOYMENT", Domain.FAMILY, "Employment", "Who works, when, and what it means for the children"),
    _family("INCOME", Domain.FAMILY, "Income", "Enough, steady, debts, benefits not claimed"),
    _family("INTEGRATION", Domain.FAMILY, "Social integration", "Friends, isolation, harassment"),
    _family("RESOURCES", Domain.FAMILY, "Community resources", "What is used, what is wanted and not there"),
    _family(
        "ADULT_NEEDS", Domain.ALSO, "Adults' own needs", "Is anyone helping the adults? What would help them?"
    ),
)
BY_CODE: dict[str, Dimension] = {dimension.code: dimension for dimension in DIMENSIONS}
FOR_CHILD: tuple[Dimension, ...] = tuple(item for item in DIMENSIONS if item.each_child)
FOR_FAMILY: tuple[Dimension, ...] = tuple(item for item in DIMENSIONS if not item.each_child)
