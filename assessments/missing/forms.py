"""Forms of missing episodes; nothing is chosen beforehand."""

from assessments.missing.enums import Absence, Interview
from core.govuk.fields import MomentField, RadiosField, TextAreaField, TextField
from core.govuk.forms import StandardForm


class ReportForm(StandardForm):
    kind = RadiosField(label="What is known?", choices=Absence)
    missing_from = MomentField(label="Since when?", past=True)
    reported_at = MomentField(
        label="When was it reported?", hint="Empty means now", past=True, required=False
    )
    reporter = TextField(label="Who reported it?", required=False, max_length=240)
    police_reference = TextField(label="Police log number", required=False, max_length=60)
    circumstances = TextAreaField(
        label="Circumstances", hint="With whom, where they go, what worries you", rows=4
    )


class ReturnForm(StandardForm):
    returned_at = MomentField(
        label="When were they found or back?", hint="The return interview is due 72 hours later", past=True
    )
    found_where = TextAreaField(label="Where, with whom, in what state?", rows=3)


class InterviewForm(StandardForm):
    interview = RadiosField(label="What became of the return interview?", choices=Interview)
    interviewed_at = MomentField(label="When was it held, or last offered?", past=True)
    interviewer = TextField(
        label="Who held or offered it?", hint="Somebody independent: name and organisation", max_length=240
    )
    told = TextAreaField(label="What did the child say?", hint="Their words", shown_if=("interview", "HELD"))
    push_and_pull = TextAreaField(
        label="What pushed them out, what pulled them away?", shown_if=("interview", "HELD"), rows=3
    )
    why_not = TextAreaField(
        label="Why was it not held?", hint="What was offered, by whom, how often", required=False, rows=3
    )
    next_steps = TextAreaField(label="What happens now?", required=False, rows=3)
    late_reason = TextAreaField(label="If later than 72 hours, why?", required=False, rows=2)


class MeetingForm(StandardForm):
    held_at = MomentField(label="When was the meeting held?", past=True)
    decided = TextAreaField(label="What was decided?", hint="Who does what by when")
    late_reason = TextAreaField(label="If later than it was due, why?", required=False, rows=2)
