"""What may be decided about a concern, and what may be told of it."""

from django.db import models


class Outcome(models.TextChoices):
    """One outcome per person (domain.md C2)."""

    CONSIDERED = "CONSIDERED", "Considered: nothing needed for this person"
    NFA_ADVICE = "NFA_ADVICE", "No further action: information and advice"
    SIGNPOST = "SIGNPOST", "Self-help or signpost"
    SINGLE_AGENCY = "SINGLE_AGENCY", "Help by a single agency"
    EARLY_HELP = "EARLY_HELP", "Early help assessment"
    FAMILY_HELP = "FAMILY_HELP", "Assessment as a child in need (section 17)"
    STRATEGY = "STRATEGY", "Strategy discussion (section 47)"
    IMMEDIATE_PROTECTION = "IMMEDIATE_PROTECTION", "Immediate protection"
    EXISTING_CASE = "EXISTING_CASE", "To the worker of the open case"
    TRANSFER_OTHER = "TRANSFER_OTHER", "Transfer to another authority"
    PRIVATE_FOSTERING = "PRIVATE_FOSTERING", "Private fostering"
    EHC = "EHC", "Education, health and care"
    ADULT_CARE = "ADULT_CARE", "Adult: needs assessment (Care Act s9)"
    CARER = "CARER", "Carer's assessment (Care Act s10)"
    ADULT_SAFEGUARDING = "ADULT_SAFEGUARDING", "Adult safeguarding enquiry (Care Act s42)"
    DUPLICATE = "DUPLICATE", "Duplicate of another concern"
    MALICIOUS = "MALICIOUS", "Malicious"


# The section 17 or 47 threshold: what makes a contact a referral.
REFERRALS = frozenset(
    {Outcome.FAMILY_HELP, Outcome.STRATEGY, Outcome.IMMEDIATE_PROTECTION, Outcome.PRIVATE_FOSTERING}
)
PROTECTION = frozenset({Outcome.STRATEGY, Outcome.IMMEDIATE_PROTECTION})
ADULT = frozenset({Outcome.ADULT_CARE, Outcome.CARER, Outcome.ADULT_SAFEGUARDING})
# A manager signs these, whatever the tier (domain.md D).
SIGNED = frozenset({Outcome.NFA_ADVICE, Outcome.DUPLICATE, Outcome.MALICIOUS})
# These must name the help offered (seed ¶14: no refusal without an offer).
NAMES_HELP = frozenset({Outcome.NFA_ADVICE, Outcome.SIGNPOST, Outcome.SINGLE_AGENCY})
# These must name something else: the concern that said it first, the authority that takes it on.
NAMES_WHERE = {
    Outcome.DUPLICATE: "Name the concern that this one repeats",
    Outcome.TRANSFER_OTHER: "Name the authority, and who there has accepted it",
}


class ThinkFamily(models.TextChoices):
    """Was the other half of the family asked about? A refusal is recorded, never a diagnosis."""

    YES = "YES", "Yes, somebody needs help of their own"
    NO = "NO", "No"
    UNKNOWN = "UNKNOWN", "Not known yet"
    REFUSED = "REFUSED", "Offered and refused"
    NOBODY = "NOBODY", "There is nobody to ask about"


class ParallelKind(models.TextChoices):
    MARAC = "MARAC", "MARAC"
    MAPPA = "MAPPA", "MAPPA"
    CHANNEL = "CHANNEL", "Channel"
    NRM = "NRM", "National referral mechanism"
    LADO = "LADO", "Designated officer for allegations"
    ADULT = "ADULT", "Adult services"
    HOUSING = "HOUSING", "Housing"
    OTHER = "OTHER", "Another service"


class Release(models.TextChoices):
    """What a professional referrer may be told (safety g)."""

    OUTCOME = "OUTCOME", "The outcome"
    ACTION_TAKEN = "ACTION_TAKEN", "That action was taken"
    NOTHING_YET = "NOTHING_YET", "Nothing yet"


class ReferralStatus(models.TextChoices):
    OPEN = "OPEN", "Open"
    ASSESSING = "ASSESSING", "Being assessed"
    PLAN = "PLAN", "With a plan"
    NFA = "NFA", "No further action"
    CLOSED = "CLOSED", "Closed"


class OversightKind(models.TextChoices):
    """What a manager did with a concern, stamped with name and time."""

    LOOKED = "LOOKED", "Looked at, nothing to change"
    DIRECTION = "DIRECTION", "Direction given"
    CHALLENGE = "CHALLENGE", "Challenged"


class EscalationStage(models.IntegerChoices):
    """A disagreement that a second look at the front door has not settled goes up, one step at a time."""

    SENIOR = 2, "Senior manager"
    DIRECTOR = 3, "Director"


class Judgement(models.TextChoices):
    """What a dip sample finds of one question."""

    YES = "YES", "Yes"
    PARTLY = "PARTLY", "Partly"
    NO = "NO", "No"


class Grade(models.TextChoices):
    GOOD = "GOOD", "Good"
    REQUIRES_IMPROVEMENT = "IMPROVE", "Requires improvement"
    INADEQUATE = "INADEQUATE", "Inadequate"
