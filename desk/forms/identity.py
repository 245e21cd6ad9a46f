"""A new name, a gender, a death, a move, an adoption."""

from core.govuk.choices import Choice
from core.govuk.fields import DateField, RadiosField, TextField, YesNoField
from core.govuk.forms import StandardForm
from people.enums import Sex


class NameChangeForm(StandardForm):
    """A name taken from a day on; a misspelling is put right under Details."""

    forename = TextField(label="First name", required=False, max_length=80)
    surname = TextField(label="Surname", required=False, max_length=80)
    since = DateField(label="Since when?", past=True)
    reason = TextField(label="How do you know?", hint="Such as: deed poll seen, married", max_length=200)
    former = RadiosField(
        label="And the former name?",
        choices=[
            Choice("KEEP", "Whoever searches for it still finds the record"),
            Choice(
                "PROTECT",
                "It may not be shown",
                hint="A gender recognition certificate, or the person asks for it: it is kept where nobody meets it",
            ),
        ],
    )


class GenderForm(StandardForm):
    """In the person's own words; the sex that the returns ask changes only where the law has changed it."""

    gender_identity = TextField(label="Gender in the person's own words", required=False, max_length=80)
    pronouns = TextField(label="Pronouns", required=False, max_length=40, width="20")
    changes_sex = YesNoField(label="Is the sex that national returns ask changed too?")
    sex = RadiosField(label="Sex", choices=Sex, shown_if=("changes_sex", "YES"), inline=True)
    protect = YesNoField(label="Must what stood before be kept from everybody?")
    reason = TextField(label="How do you know?", max_length=200)


class DeathForm(StandardForm):
    died_on = DateField(label="When did the person die?", past=True)
    reason = TextField(label="How do you know?", hint="Such as: the hospital rang", max_length=200)


class MoveOutForm(StandardForm):
    moved_out_on = DateField(label="Since when do they live outside the borough?", past=True)
    reason = TextField(label="Where to, and how do you know?", max_length=200)


class AdoptionForm(StandardForm):
    """A new record for an adopted child; the old file is sealed at once."""

    forename = TextField(label="The child's first name now", max_length=80)
    surname = TextField(label="The child's surname now", max_length=80)
    nhs_number = TextField(label="The new NHS number", required=False, width="10", inputmode="numeric")
    ordered_on = DateField(label="Date of the adoption order", past=True)
    reason = TextField(label="The court and the order's number", max_length=200)
