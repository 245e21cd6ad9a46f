"""What is asked of a call for advice; who it is about may stay unsaid."""

from core.govuk.fields import DateField, MomentField, SelectField, TextAreaField, TextField
from core.govuk.forms import Section, StandardForm
from referrals.contacts.enums import FamilyRole


class AdviceForm(StandardForm):
    sections = (
        Section("Who asks", "asker_name", "asker_role", "asker_agency", "asker_phone"),
        Section("What was asked and advised", "question", "advice"),
        Section("Whom it is about, if they say", "forename", "surname", "born_on", "age_words", folded=True),
        Section("They asked earlier", "asked_at", folded=True),
    )
    asker_name = TextField(label="Name", required=False, max_length=120)
    asker_role = TextField(label="Job", required=False, max_length=120)
    asker_agency = TextField(label="Agency", required=False, max_length=160)
    asker_phone = TextField(label="Telephone", required=False, max_length=40, width="20", input_type="tel")
    question = TextAreaField(label="What was asked?", rows=4, max_characters=10_000)
    advice = TextAreaField(label="What was advised?", rows=4, max_characters=10_000)
    forename = TextField(label="First name", required=False, max_length=80, width="20")
    surname = TextField(label="Surname", required=False, max_length=80, width="20")
    born_on = DateField(label="Date of birth", required=False, past=True)
    age_words = TextField(label="Age, if that is all they say", required=False, max_length=40, width="10")
    asked_at = MomentField(
        label="When did they ask?", hint="Leave it empty for now.", required=False, past=True
    )


class MakeConcernForm(StandardForm):
    role = SelectField(label="Who is it about?", choices=FamilyRole)
    where_now = TextAreaField(
        label="Where are they now?", hint="If nobody knows, say so.", rows=2, max_characters=1000
    )
