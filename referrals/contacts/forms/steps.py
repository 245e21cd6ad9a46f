"""The seven steps of a concern (domain.md C1): any order, nothing but five answers needed."""

from dataclasses import dataclass
from typing import Any

from core.govuk.choices import Choice
from core.govuk.fields import (
    AskedField,
    CheckboxesField,
    DateField,
    MomentField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    WholeNumberField,
    YesNoField,
    not_asked_because,
)
from core.govuk.forms import Section, StandardForm
from people.codes import choices as code_choices
from referrals.contacts.enums import (
    Channel,
    Concern,
    ConsentFor,
    ConsentNotSought,
    ContactKind,
    HowKnown,
    PoliceGrade,
)

LONG = 10_000
_YES_NO_UNKNOWN = (("YES", "Yes"), ("NO", "No"), ("UNKNOWN", "Don't know"))


def _more(label: str, hint: str = "", rows: int = 3, **rest: Any) -> TextAreaField:
    return TextAreaField(label=label, hint=hint, rows=rows, required=False, max_characters=LONG, **rest)


class DangerForm(StandardForm):
    danger_now = RadiosField(
        label="Is anybody in danger now?",
        hint="If so, ring 999 first. The police can take a child into protection at once.",
        choices=_YES_NO_UNKNOWN,
        required=False,
    )
    danger_detail = TextAreaField(
        label="What is the danger, and what has been done?",
        shown_if=("danger_now", "YES"),
        required=False,
        rows=3,
    )
    where_now = TextAreaField(
        label="Where are they now?",
        hint="If you don't know, say so. Do not write a refuge or other secret address here.",
        rows=2,
        max_characters=1000,
    )
    with_whom = TextField(label="With whom?", required=False, max_length=240)
    tonight = _more("Where will they be tonight, and is that safe?", rows=2)


class ConcernForm(StandardForm):
    kind = RadiosField(label="What kind of concern is it?", choices=ContactKind, required=False)
    what = TextAreaField(
        label="What are you worried about?", hint="What happened, when, where, to whom. Plain words.", rows=7,
        max_characters=LONG,
    )  # fmt: skip
    how_known = RadiosField(label="How do you know?", choices=HowKnown, required=False, inline=True)
    when_and_where = _more("When and where did it happen?", rows=2)
    concerns = CheckboxesField(
        label="What is it about?", choices=Concern, required=False, small=True, hint="Tick all that apply."
    )
    injuries = _more("Injuries, and where on the body", rows=2)
    evidence = _more("What can be shown: photographs, letters, forms filled in", rows=2)


class VoiceForm(StandardForm):
    child_words = _more("What does the child (or adult) say, in their own words?")
    words_obtained_how = TextField(label="How do you know their words?", required=False, max_length=240)
    seen_alone = AskedField(label="Were they seen alone?", required=False)
    seen_alone_not_asked = not_asked_because("seen_alone", required=False)
    daily_life = _more("What is a day in their life like?")
    no_voice_because = _more("If you do not know what they say: why not?", rows=2)
    adult_view = _more("What does the parent, carer or adult say and want?")


class ConsentForm(StandardForm):
    consent_asked = AskedField(
        label="Has anybody asked the family (or the adult) for consent?", required=False
    )
    consent_asked_not_asked = not_asked_because("consent_asked", required=False)
    consent_given = RadiosField(
        label="Did they agree?", choices=_YES_NO_UNKNOWN, shown_if=("consent_asked", "YES"), required=False
    )
    consent_by = TextField(
        label="Who agreed or refused?", shown_if=("consent_asked", "YES"), required=False, max_length=120
    )
    consent_on = DateField(label="When?", shown_if=("consent_asked", "YES"), required=False, past=True)
    consent_for = CheckboxesField(
        label="For what?", choices=ConsentFor, shown_if=("consent_asked", "YES"), required=False
    )
    consent_not_sought = RadiosField(
        label="Why was consent not sought?",
        choices=ConsentNotSought,
        shown_if=("consent_asked", "NO"),
        required=False,
    )
    family_knows = AskedField(label="Does the family know that you are telling us?", required=False)
    family_knows_not_asked = not_asked_because("family_knows", required=False)


class HelpForm(StandardForm):
    sections = (
        Section("What you make of it", "past_harm", "danger_statement", "complicating", "strengths",
                "existing_safety", "earlier_help", "scale"),
        Section("Who else helps", "agencies_involved", "agencies_missing", "staff_risks"),
    )  # fmt: skip
    past_harm = _more("What harm has there been before?", rows=2)
    danger_statement = _more("What are you worried will happen if nothing changes?", rows=2)
    complicating = _more("What makes it harder?", rows=2)
    strengths = _more("What is going well, and what has worked before?", rows=2)
    existing_safety = _more("Who keeps them safe now, and how?", rows=2)
    earlier_help = _more("What help was tried, and why is it no longer enough?", rows=2)
    scale = WholeNumberField(
        label="From 0 (cannot be safe tonight) to 10 (no worry), where are things?", required=False, min_value=0,
        max_value=10, width="2",
    )  # fmt: skip
    agencies_involved = _more("Who works with the family?", rows=2)
    agencies_missing = _more("Who should, and does not?", rows=2)
    staff_risks = _more("Anything that visiting staff must know", hint="Dogs, weapons, threats.", rows=2)


class AboutYouForm(StandardForm):
    """Who tells and how to reach them; somebody at the front door may type in what reached them otherwise."""

    sections = (
        Section("How it reached us", "for_another", "channel", "received_at", "is_anonymous", "police_grade"),
        Section("Who tells", "referrer_name", "referrer_role", "referrer_agency", "referrer_source",
                "referrer_phone", "referrer_email", "referrer_email_is_safe"),
        Section("You and the family", "referrer_relationship", "referrer_is_relative", "referrer_in_household",
                "referrer_is_alleged_source", "identity_may_be_told"),
        Section("What you ask for", "requested_tier", "service_sought"),
    )  # fmt: skip
    for_another = YesNoField(label="Are you typing this in for somebody who rang or wrote?", required=False)
    channel = RadiosField(
        label="How did it reach you?", choices=Channel, shown_if=("for_another", "YES"), required=False
    )
    received_at = MomentField(
        label="When was it received?", shown_if=("for_another", "YES"), required=False, past=True
    )
    is_anonymous = YesNoField(
        label="Do they want to stay anonymous?", shown_if=("for_another", "YES"), required=False
    )
    police_grade = RadiosField(label="Police grade", choices=PoliceGrade, required=False, inline=True)
    referrer_name = TextField(label="Name", required=False, max_length=120)
    referrer_role = TextField(label="Job or role", required=False, max_length=120)
    referrer_agency = TextField(label="Agency", required=False, max_length=160)
    referrer_source = SelectField(label="Who is this, for the national return?", choices=(), required=False)
    referrer_phone = TextField(label="Telephone", required=False, max_length=40, width="20", input_type="tel")
    referrer_email = TextField(label="E-mail", required=False, max_length=254, input_type="email")
    referrer_email_is_safe = YesNoField(label="Is this e-mail address safe to write to?", required=False)
    referrer_relationship = TextField(label="How do you know the family?", required=False, max_length=120)
    referrer_is_relative = YesNoField(label="Are you a relative?", required=False)
    referrer_in_household = YesNoField(label="Do you live in the household?", required=False)
    referrer_is_alleged_source = YesNoField(
        label="Does anybody say that the harm comes from you?", required=False
    )
    identity_may_be_told = YesNoField(label="May the family be told that it was you?", required=False)
    requested_tier = RadiosField(
        label="What help do you think is needed?",
        choices=[
            Choice("1", "Tier 1", hint="Universal services and prevention"),
            Choice("2", "Tier 2", hint="Early help, co-ordinated"),
            Choice("3", "Tier 3", hint="Targeted and specialist"),
            Choice("4", "Tier 4", hint="Statutory protection"),
        ],
        required=False,
    )
    service_sought = _more("Is there a service you have in mind?", rows=2)

    KEYED = ("for_another", "channel", "received_at", "is_anonymous")

    def __init__(self, *args: Any, may_key: bool = False, is_police: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not may_key:
            for name in self.KEYED:
                del self.fields[name]
        if not (is_police or may_key):
            del self.fields["police_grade"]
        self.fields["referrer_source"].offer(code_choices("REFERRAL_SOURCE"))  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the seven: its address, its title on the task list, its form (people have a page of their own)."""

    slug: str
    title: str
    form_class: type[StandardForm] | None
    needed: str = ""
    # Told on the page before its first question.
    notice: str = ""


STEPS = (
    Step("danger", "Danger, and where they are now", DangerForm, needed="where they are now"),
    Step("people", "Who it is about", None, needed="who"),
    Step("concern", "What you are worried about", ConcernForm, needed="what"),
    Step("voice", "What the child or adult says", VoiceForm),
    Step("consent", "Consent, and what the family knows", ConsentForm),
    Step("help", "What helps, and who else is there", HelpForm),
    Step("you", "You, and what you ask for", AboutYouForm),
)
