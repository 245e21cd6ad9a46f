"""What the pages of strategy discussions and section 47 enquiries ask."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from accounts.models import Team, User
from assessments.single.enums import Marking
from assessments.strategy.enums import Attendance, DiscussionKind, Inquiry, Medical, Section47Outcome, Sector
from assessments.strategy.models import StrategyAttendee, StrategyChild
from assessments.strategy.services import Action, Attendee, ChildDecision, Information
from assessments.strategy.services.convene import sector_of
from core.govuk.fields import (
    CheckboxesField,
    DateField,
    MomentField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from core.govuk.forms import Section, StandardForm
from people import codes
from people.models import Person


def _offered(colleagues: dict[str, User]) -> list[tuple[str, str]]:
    return [
        (key, ", ".join(str(word) for word in (user.display_name, user.profession, user.agency) if word))
        for key, user in colleagues.items()
    ]


SEEN_WITHIN = (("24H", "24 hours"), ("WD", "One working day"))


class ConveneForm(StandardForm):
    """Call a discussion about these children."""

    people = CheckboxesField(
        label="Which children?", hint="Brothers and sisters are considered each by themselves"
    )
    threshold_seen_at = MomentField(
        label="When was significant harm seen?", hint="The clock starts then", past=True
    )
    planned_at = MomentField(label="When will you talk?", required=False)
    team = SelectField(label="Which team?", required=False)

    MOST: ClassVar[int] = 4

    def __init__(
        self,
        *args: Any,
        children: Iterable[Person],
        teams: Iterable[Team],
        colleagues: Iterable[User],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.children = {str(person.public_id): person for person in children}
        self.teams = {str(team.public_id): team for team in teams}
        self.colleagues = {str(user.public_id): user for user in colleagues}
        self.fields["people"].offer([(key, row.full_name) for key, row in self.children.items()])  # type: ignore[attr-defined]
        self.fields["team"].offer([(key, str(row)) for key, row in self.teams.items()])  # type: ignore[attr-defined]
        for number in range(1, self.MOST + 1):
            self.fields[f"invite_{number}"] = SelectField(
                label="Who takes part? Police and health make it quorate"
                if number == 1
                else f"Who else ({number})?",
                choices=_offered(self.colleagues),
                empty="Nobody",
                required=False,
                hide_optional=True,
            )

    def clean_people(self) -> list[Person]:
        return [self.children[key] for key in self.cleaned_data["people"]]

    def clean_team(self) -> Team | None:
        return self.teams.get(self.cleaned_data["team"])

    def invited(self) -> list[User]:
        keys = [self.answers[f"invite_{number}"] for number in range(1, self.MOST + 1)]
        return [self.colleagues[key] for key in dict.fromkeys(keys) if key in self.colleagues]


class RecordForm(StandardForm):
    """What was shared and decided; whether the threshold is met is never chosen beforehand (safety e)."""

    MOST: ClassVar[int] = 4

    held_at = MomentField(label="When was it held?", past=True)
    kind = RadiosField(label="How?", choices=DiscussionKind, inline=True)

    def __init__(
        self,
        *args: Any,
        children: Sequence[StrategyChild],
        invited: Sequence[StrategyAttendee],
        is_late: bool,
        others: Sequence[Person] = (),
        recorder: User | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.recorder = recorder
        self.children, self.invited = list(children), [row for row in invited if row.user_id]
        self.others = list(others)
        blocks = [Section("When and how", "held_at", "kind"), self._people(), self._shared()]
        blocks += [self._child(child.person, str(child.public_id)) for child in self.children]
        blocks += [self._child(person, str(person.public_id), is_other=True) for person in self.others]
        blocks += [self._plan(), self._actions()]
        if is_late:
            self.fields["late_reason"] = TextAreaField(
                label="Later than the limit: the manager's reason", rows=2
            )
        self.sections = tuple(blocks)  # type: ignore[misc]

    def _people(self) -> Section:
        names = []
        for row in self.invited:
            name = f"attended_{row.public_id}"
            self.fields[name] = RadiosField(
                label=f"{row.user}, {row.get_sector_display()}", choices=Attendance, inline=True, small=True,
                # Whoever joined while it was held has said so themselves.
                initial=row.attendance if row.joined_at else None,
            )  # fmt: skip
            names.append(name)
        if self.recorder is not None and self.recorder.pk not in {row.user_id for row in self.invited}:
            # Whoever writes it down and took part is a voice of their own agency, and counts for the quorum.
            self.fields["took_part"] = YesNoField(
                label="Did you take part yourself?", required=False, hide_optional=True,
                hint=f"You speak for: {Sector(sector_of(self.recorder)).label.lower()}",
            )  # fmt: skip
            names.append("took_part")
        for number in range(1, self.MOST + 1):
            fields = {
                f"sector_{number}": SelectField(
                    label=f"Somebody else who took part ({number}): for whom?", choices=Sector,
                    empty="Nobody",
                    required=False, hide_optional=True,
                ),
                f"name_{number}": TextField(
                    label=f"Name, role and organisation ({number})", required=False, hide_optional=True,
                    max_length=120,
                ),
            }  # fmt: skip
            self.fields.update(fields)
            names += list(fields)
        self.fields["quorum_reason"] = TextAreaField(
            label="If social care, police or health was missing, why was it held?", rows=2, required=False
        )
        return Section("Who took part", *names, "quorum_reason")

    def _shared(self) -> Section:
        names = []
        for number in range(1, self.MOST + 1):
            fields = {
                f"told_by_{number}": SelectField(
                    label=f"Information {number}: who shared it?", choices=Sector, required=False,
                    hide_optional=True,
                ),
                f"told_{number}": TextAreaField(
                    label=f"What was shared ({number})?", rows=3, required=False, hide_optional=True
                ),
                f"marking_{number}": RadiosField(
                    label=f"Who may read it ({number})?", choices=Marking, small=True, required=False,
                    hide_optional=True, initial=Marking.PROFESSIONALS,
                ),
            }  # fmt: skip
            self.fields.update(fields)
            names += list(fields)
        return Section("What was shared", *names)

    def _child(self, person: Person, key: str, *, is_other: bool = False) -> Section:
        """A child's decision; of brothers and sisters it is needed where section 47 is decided for any."""
        name = person.full_name
        fields = {
            f"met_{key}": YesNoField(
                label=f"Is the section 47 threshold met for {name}?",
                required=not is_other,
                hide_optional=True,
                hint="A child of the same family: needed where the threshold is met for any child"
                if is_other
                else "",
            ),
            f"reason_{key}": TextAreaField(
                label=f"Why, for {name}?", rows=3, required=not is_other, hide_optional=True
            ),
            f"categories_{key}": CheckboxesField(
                label=f"Kind of harm to {name}",
                choices=codes.choices("ABUSE_CATEGORY"),
                small=True,
                required=False,
            ),
        }
        self.fields.update(fields)
        return Section(name, *fields)

    def _plan(self) -> Section:
        fields = {
            "inquiry": RadiosField(
                label="Who makes the enquiries?",
                choices=Inquiry,
                required=False,
                hide_optional=True,
                hint="Needed where the threshold is met for any child",
            ),
            "seen_within": RadiosField(
                label="Within what time is each child seen?", choices=SEEN_WITHIN, inline=True, required=False
            ),
            "medical": RadiosField(
                label="Medical examination",
                choices=Medical,
                required=False,
                hide_optional=True,
                hint="Needed where the threshold is met for any child",
            ),
            "medical_note": TextField(
                label="Medical: where, when and whose consent; or why not; or who decides by when",
                required=False,
                hide_optional=True,
            ),
            "best_evidence": YesNoField(label="Interview under Achieving Best Evidence?", required=False),
            "best_evidence_note": TextField(label="Interview: who, when, intermediary", required=False),
            "sibling_decisions": TextAreaField(
                label="Children of the household who are not recorded here", rows=2, required=False
            ),
            "disclosure_limits": TextAreaField(
                label="What must not be told, to whom, until when", rows=2, required=False
            ),
            "rationale": TextAreaField(label="Rationale", rows=3),
        }
        self.fields.update(fields)  # type: ignore[arg-type]
        return Section("How it goes on", *fields)

    def _actions(self) -> Section:
        names = []
        for number in range(1, self.MOST + 1):
            fields = {
                f"what_{number}": TextField(label=f"Action {number}", required=False, hide_optional=True),
                f"who_{number}": TextField(
                    label=f"Who ({number})?", required=False, hide_optional=True, max_length=160
                ),
                f"by_{number}": DateField(label=f"By when ({number})?", required=False, hide_optional=True),
            }
            self.fields.update(fields)
            names += list(fields)
        self.fields["next_meeting_at"] = MomentField(label="Next meeting", required=False)
        self.fields["minutes_to"] = TextField(label="Minutes to", required=False)
        return Section("Actions", *names, "next_meeting_at", "minutes_to")

    def attendees(self) -> list[Attendee]:
        said = self.answers
        here = [
            Attendee(sector=row.sector, attendance=said[f"attended_{row.public_id}"], user=row.user)
            for row in self.invited
        ]
        if self.recorder is not None and said.get("took_part"):
            here.append(Attendee(sector=sector_of(self.recorder), user=self.recorder))
        for number in range(1, self.MOST + 1):
            if said[f"sector_{number}"] and said[f"name_{number}"]:
                here.append(Attendee(sector=said[f"sector_{number}"], name=said[f"name_{number}"]))
        return here

    def information(self) -> list[Information]:
        said = self.answers
        return [
            Information(
                sector=said[f"told_by_{number}"] or Sector.OTHER,
                text=said[f"told_{number}"],
                marking=said[f"marking_{number}"] or Marking.PROFESSIONALS,
            )
            for number in range(1, self.MOST + 1)
            if said[f"told_{number}"]
        ]

    def actions(self) -> list[Action]:
        said = self.answers
        return [
            Action(what=said[f"what_{number}"], who=said[f"who_{number}"], due_on=said[f"by_{number}"])
            for number in range(1, self.MOST + 1)
            if said[f"what_{number}"]
        ]

    def decisions(self) -> dict[Person, ChildDecision]:
        said = self.answers
        keys = {child.person: child.public_id for child in self.children}
        # A brother or sister of whom nothing was said stays out; the service asks where section 47 is decided.
        keys |= {row: row.public_id for row in self.others if said[f"met_{row.public_id}"] is not None}
        return {
            person: ChildDecision(
                met=said[f"met_{key}"],
                reason=said[f"reason_{key}"],
                categories=tuple(said[f"categories_{key}"]),
            )
            for person, key in keys.items()
        }

    def details(self) -> dict[str, Any]:
        names = (
            "kind", "rationale", "inquiry", "medical", "medical_note", "best_evidence", "best_evidence_note",
            "sibling_decisions", "disclosure_limits", "next_meeting_at", "minutes_to",
        )  # fmt: skip
        return {name: self.answers[name] for name in names}


class ShareForm(StandardForm):
    """What somebody says, while it is said."""

    sector = SelectField(label="Who says it?", choices=Sector)
    text = TextAreaField(label="What is said?", rows=4, max_characters=5000)
    marking = RadiosField(
        label="Who may read it?", choices=Marking, small=True, initial=Marking.PROFESSIONALS
    )


class ActionForm(StandardForm):
    """Who does what, while it is agreed."""

    what = TextField(label="What is done?", max_length=500)
    who = TextField(label="By whom?", max_length=160)
    due_on = DateField(label="By when?", required=False)


class InviteForm(StandardForm):
    """More colleagues asked to take part."""

    MOST: ClassVar[int] = 4

    def __init__(self, *args: Any, colleagues: Iterable[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.colleagues = {str(user.public_id): user for user in colleagues}
        for number in range(1, self.MOST + 1):
            self.fields[f"invite_{number}"] = SelectField(
                label="Who takes part?" if number == 1 else f"Who else ({number})?", empty="Nobody",
                choices=_offered(self.colleagues), required=number == 1, hide_optional=True,
            )  # fmt: skip

    def invited(self) -> list[User]:
        keys = [self.answers[f"invite_{number}"] for number in range(1, self.MOST + 1)]
        return [self.colleagues[key] for key in dict.fromkeys(keys) if key in self.colleagues]


class DelayForm(StandardForm):
    until = DateField(label="Until when?", hint="Three working days at the most", future=True)
    reason = TextAreaField(label="Why can it not be held within a working day?", rows=3)


class CancelForm(StandardForm):
    reason = TextAreaField(label="Why is it not held?", rows=3)


class FindingsForm(StandardForm):
    """What the enquiry finds."""

    categories = CheckboxesField(
        label="Kind of harm", choices=codes.choices("ABUSE_CATEGORY"), required=False
    )
    grounds = TextAreaField(label="Grounds", required=False)
    medical_held_on = DateField(label="Medical examination on", past=True, required=False)
    medical_findings = TextAreaField(label="What it found", rows=3, required=False)
    interviews = TextAreaField(label="Interviews", hint="Who spoke with whom, when", rows=3, required=False)
    criminal_outcome = TextAreaField(label="Criminal outcome", rows=2, required=False)
    not_seen_reason = TextAreaField(label="If the child has not been seen, why?", rows=2, required=False)


class SeenForm(StandardForm):
    """The child was seen."""

    seen_at = MomentField(label="When was the child seen?", past=True)
    alone = YesNoField(label="Seen alone?")
    where = TextField(label="Where?", required=False, max_length=60)


class ConcludeForm(StandardForm):
    """The council's decision; nothing is chosen beforehand (safety e)."""

    outcome = RadiosField(label="Outcome", choices=Section47Outcome)
    icpc_required = YesNoField(
        label="Is an initial child-protection conference required?",
        hint="It follows from a continuing risk only",
    )
    reason = TextAreaField(label="Why?")
