"""Forms of private fostering; nothing is chosen beforehand."""

from assessments.private_fostering.enums import Suitability
from core.govuk.fields import DateField, MomentField, RadiosField, TextAreaField, TextField, YesNoField
from core.govuk.forms import StandardForm


class ArrangementForm(StandardForm):
    carer = TextField(label="Who cares for the child?", required=False, max_length=240)
    carer_relation = TextField(
        label="What is the carer to the child?",
        hint="Not a parent, grandparent, brother, sister, uncle, aunt or step-parent: that is no private fostering",
        required=False,
        max_length=160,
    )
    began_on = DateField(label="Since when?", required=False)
    expected_until = DateField(label="Until when is it meant?", hint="28 days or more", required=False)
    told_by = TextField(label="Who told the council?", required=False, max_length=240)
    why = TextAreaField(label="Why does the child live there?", required=False, rows=3)
    parents_view = TextAreaField(label="What do the parents say?", required=False, rows=3)
    responsibility = TextAreaField(
        label="Who holds parental responsibility, and how are they reached?", required=False, rows=2
    )


class VisitForm(StandardForm):
    seen_at = MomentField(label="When was the visit?", past=True)
    child_seen = YesNoField(label="Was the child seen?")
    seen_alone = YesNoField(label="Alone?", shown_if=("child_seen", "YES"))
    not_alone_reason = TextAreaField(label="If not seen alone, why?", required=False, rows=2)
    wishes = TextAreaField(label="What does the child say?", required=False, rows=3)
    report = TextAreaField(label="Report of the visit", hint="Home, care, health, school, money, contact")


class JudgeForm(StandardForm):
    suitability = RadiosField(label="Is the arrangement suitable?", choices=Suitability)
    reason = TextAreaField(label="Why?")


class EndForm(StandardForm):
    ended_on = DateField(label="When did it end?", past=True)
    reason = TextAreaField(label="Why, and where did the child go?")
