"""What the officer found of an odd reading; who asks for a print, and whether the police may be named on it."""

from core.govuk.fields import RadiosField, TextAreaField, TextField, YesNoField
from core.govuk.forms import StandardForm
from governance.access_audit.enums import Finding


class FindingForm(StandardForm):
    finding = RadiosField(label="What did you find?", choices=Finding)
    note = TextAreaField(
        label="What was said or done?", rows=3, max_characters=400, missing="Write a few words"
    )


class AskPrintForm(StandardForm):
    for_whom = TextField(label="Who of the family asks?", hint="Such as: the mother", max_length=120)


class ReleaseForm(StandardForm):
    police_may_be_told = YesNoField(
        label="May the family learn that the police looked?",
        hint="Only if you have asked the police and no enquiry of theirs is live.",
        missing="Say whether the police may be named",
    )
