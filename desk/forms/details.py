"""Putting right what is known of a person."""

from typing import Any

from core.govuk.choices import YES_NO_UNKNOWN, Choice
from core.govuk.fields import (
    CheckboxesField,
    ConfirmField,
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm
from people import codes
from people.enums import AddressKind, BirthCertainty, BondQuality, Partnership, Sex


class DetailsForm(StandardForm):
    """Name, identity, language, numbers."""

    sections = (
        Section("Name", "forename", "surname", "preferred_name", "pronouns"),
        Section("Identity", "sex", "gender_identity", "ethnicity", "religion", "disabilities"),
        Section("Being understood", "first_language", "interpreter_needed", "communication"),
        Section("Numbers", "nhs_number", "upn", "upn_unknown_reason"),
    )

    forename = TextField(label="First name", required=False, max_length=80)
    surname = TextField(label="Surname", required=False, max_length=80)
    preferred_name = TextField(label="Preferred first name", required=False, max_length=80)
    pronouns = TextField(label="Pronouns", required=False, max_length=40, width="20")
    sex = RadiosField(label="Sex", hint="As the national returns ask it", choices=Sex, inline=True)
    gender_identity = TextField(label="Gender in the person's own words", required=False, max_length=80)
    ethnicity = SelectField(label="Ethnicity", choices=lambda: codes.choices("ETHNICITY"), required=False)
    religion = TextField(label="Religion or belief", required=False, max_length=60)
    disabilities = CheckboxesField(
        label="Disability", choices=lambda: codes.choices("DISABILITY"), required=False, small=True
    )
    first_language = TextField(label="First language", required=False, max_length=60, width="20")
    interpreter_needed = RadiosField(
        label="Is an interpreter needed?", choices=YES_NO_UNKNOWN, inline=True, required=False
    )
    communication = TextField(
        label="Communication needs", hint="Such as BSL, Makaton, easy read", required=False, max_length=200
    )
    nhs_number = TextField(label="NHS number", required=False, width="10", inputmode="numeric")
    upn = TextField(label="Unique pupil number", required=False, width="20")
    upn_unknown_reason = SelectField(
        label="If there is none, why?", choices=lambda: codes.choices("UPN_UNKNOWN"), required=False
    )


class StoryForm(StandardForm):
    """The summary that a new worker reads first."""

    story = TextAreaField(
        label="Who is this person, and what is happening?",
        hint="Plain words, a few sentences, as you would say them with the person beside you.",
        rows=8,
        max_characters=3000,
        missing="Write a few sentences",
    )


class BirthForm(StandardForm):
    """A birth, a first date of birth, or a correction; the old value is kept."""

    what = RadiosField(
        label="What is known?",
        choices=[
            Choice("BORN", "The date of birth"),
            Choice("EXPECTED", "The date on which the child is expected"),
        ],
    )
    born_on = DateField(label="Date of birth", past=True, shown_if=("what", "BORN"))
    birth_certainty = RadiosField(
        label="How sure is it?",
        choices=[(BirthCertainty.EXACT, "Exact"), (BirthCertainty.ESTIMATED, "Estimated")],
        shown_if=("what", "BORN"),
        inline=True,
    )
    sex = RadiosField(label="Sex", choices=Sex, shown_if=("what", "BORN"), inline=True)
    expected_on = DateField(label="Expected on", shown_if=("what", "EXPECTED"))
    reason = TextField(
        label="How do you know?", hint="Such as birth notification, passport seen", max_length=200
    )


class NameForm(StandardForm):
    """Another name the person uses or used."""

    kind = RadiosField(
        label="What kind of name?",
        choices=[("ALIAS", "Also known as"), ("FORMER", "Former name"), ("BIRTH", "Name at birth")],
    )
    forename = TextField(label="First name", required=False, max_length=80)
    surname = TextField(label="Surname", max_length=80)


class AddressForm(StandardForm):
    """Where the person lives from a day on; a confidential place has a form of its own."""

    kind = RadiosField(label="What kind of place?", choices=AddressKind)
    lines = TextField(label="Address", hint="Leave empty for no fixed abode", required=False, max_length=240)
    postcode = TextField(label="Postcode", required=False, width="10")
    starts_on = DateField(label="Since when?", past=True)
    safe = ConfirmField(
        label="This is not a refuge or another confidential place",
        missing="Confirm that this is not a confidential place; if it is, use Confidential address",
    )


class SafeAddressForm(StandardForm):
    """A confidential place."""

    lines = TextField(label="Address", max_length=240)
    postcode = TextField(label="Postcode", required=False, width="10")
    reason = TextField(label="Why is it confidential?", max_length=240)
    starts_on = DateField(label="Since when?", past=True)


class ReadSafeAddressForm(StandardForm):
    """What a confidential address is needed for, every time."""

    reason = TextField(
        label="What do you need the address for?",
        hint="At least 10 characters. Your reason and the time are written down each time.",
        max_length=200,
        min_length=10,
    )


class ContactPointForm(StandardForm):
    """A number or address, safe to use only where somebody said so."""

    kind = RadiosField(
        label="What is it?", choices=[("PHONE", "Telephone"), ("EMAIL", "E-mail")], inline=True
    )
    value = TextField(label="Number or address", max_length=120)
    safe = CheckboxesField(
        label="What did the person say is safe?",
        choices=[("call", "To call"), ("text", "To text or mail"), ("message", "To leave a message")],
        hint="Tick nothing that you did not ask about.",
        required=False,
    )
    note = TextField(label="Note", hint="Such as: not after 16:00", required=False, max_length=120)


class WarningForm(StandardForm):
    """A danger to visiting staff."""

    what = TextField(
        label="What must a visitor know?", hint="Facts, not opinion: what happened, when", max_length=240
    )
    ring_duty_first = YesNoField(label="Must a visitor ring duty first?")
    review_on = DateField(label="When is this looked at again?", hint="Within six months", future=True)


class RelationshipForm(StandardForm):
    """Somebody of the person's family or circle."""

    other_is = SelectField(label="The other person is their ...", choices=())
    which = RadiosField(
        label="Is the other person known here?",
        choices=[("KNOWN", "Yes, I can find them"), ("NEW", "No, they are not recorded yet")],
    )
    find = TextField(
        label="Name, NHS number or reference of the other person",
        hint="Must fit one person only",
        shown_if=("which", "KNOWN"),
    )
    forename = TextField(label="First name", shown_if=("which", "NEW"), max_length=80)
    surname = TextField(label="Surname", shown_if=("which", "NEW"), max_length=80)
    born_on = DateField(label="Date of birth", shown_if=("which", "NEW"), past=True, required=False)
    responsibility = RadiosField(
        label="Parental responsibility?", choices=YES_NO_UNKNOWN, inline=True, required=False
    )
    responsibility_basis = TextField(
        label="How do they hold it?", shown_if=("responsibility", "YES"), required=False, max_length=120
    )
    partnership = SelectField(
        label="Partners: how are they joined or parted?",
        choices=Partnership,
        empty="Not partners, or not known",
        required=False,
    )
    quality = SelectField(
        label="What stands between them?",
        hint="Only what a worker needs to know",
        choices=BondQuality,
        empty="Nothing to note",
        required=False,
    )
    starts_on = DateField(
        label="Since when?", hint="Leave empty where it is not known", past=True, required=False
    )
    no_contact = YesNoField(label="Must there be no contact between them?")

    def __init__(self, *args: Any, **more: Any) -> None:
        from desk.services.family import OTHER_IS

        super().__init__(*args, **more)
        self.fields["other_is"].offer([(key, label) for key, (label, _, _) in OTHER_IS.items()])  # type: ignore[attr-defined]


class EndContactPointForm(StandardForm):
    """A number or address is no longer this person's."""

    reason = TextField(
        label="How do you know that it is no longer theirs?",
        hint="Such as: somebody else answered, or they told us",
        max_length=200,
        missing="Say how you know",
    )


class EndForm(StandardForm):
    """Something ends."""

    ends_on = DateField(label="Last day", past=True)
