"""The decision: an outcome for each person, the tier with its indicators, the rationale, the referrer's answer."""

from collections.abc import Sequence
from typing import Any

from accounts.models import Team
from core.govuk.fields import CheckboxesField, RadiosField, SelectField, TextAreaField, TextField
from core.govuk.forms import Section, StandardForm
from referrals.contacts.models import ContactPerson
from referrals.decisions.enums import (
    ADULT,
    NAMES_HELP,
    NAMES_WHERE,
    Outcome,
    ParallelKind,
    Release,
    ThinkFamily,
)
from referrals.decisions.models import ThresholdIndicator
from referrals.decisions.selectors import Suggestion

_NOT_FOR_CHILDREN = ADULT
_NOT_FOR_ADULTS = frozenset({Outcome.PRIVATE_FOSTERING, Outcome.EHC, Outcome.FAMILY_HELP})


def _outcomes(person: ContactPerson) -> list[tuple[str, str]]:
    left_out = _NOT_FOR_CHILDREN if person.is_child else _NOT_FOR_ADULTS
    return [
        (value, label)
        for value, label in Outcome.choices
        if value not in left_out and value != Outcome.EXISTING_CASE
    ]


def _cited(tier: int) -> CheckboxesField:
    """The indicators of one tier, shown under it."""
    return CheckboxesField(
        label="Indicators that this rests on",
        choices=(),
        small=True,
        required=False,
        shown_if=("tier", str(tier)),
    )


_TIERS = (
    ("1", "1, universal and prevention"),
    ("2", "2, targeted and co-ordinated"),
    ("3", "3, targeted and specialist"),
    ("4", "4, statutory protection"),
)


class DecideForm(StandardForm):
    known = TextAreaField(label="What do we know?", required=False, rows=2, max_characters=10_000)
    worried = TextAreaField(label="What are we worried about?", required=False, rows=2, max_characters=10_000)
    unknown = TextAreaField(label="What do we not know?", required=False, rows=2, max_characters=10_000)
    tier = RadiosField(label="Tier", choices=_TIERS, small=True)
    indicators_1 = _cited(1)
    indicators_2 = _cited(2)
    indicators_3 = _cited(3)
    indicators_4 = _cited(4)
    adults_asked = RadiosField(
        label="Does an adult of this family need help of their own?", choices=ThinkFamily, small=True
    )
    children_asked = RadiosField(
        label="Does a child live with, care for or see an adult of this family, and need help?", choices=ThinkFamily,
        small=True,
    )  # fmt: skip
    rationale = TextAreaField(label="Why is this decided?", rows=4, max_characters=10_000)
    parallel = CheckboxesField(label="Set going beside it", choices=ParallelKind, small=True, required=False)
    parallel_detail = TextField(
        label="What was sent beside it, to whom, when", required=False, max_length=500
    )
    team = SelectField(label="Team that takes it on", choices=(), required=False)
    release = RadiosField(label="What may the referrer be told?", choices=Release, small=True)
    release_reason = TextField(label="Why?", max_length=500)
    release_words = TextAreaField(
        label="Words for the referrer", rows=2, shown_if=("release", Release.OUTCOME), max_characters=2000
    )
    alone_because = TextAreaField(
        label="If you gathered and decide alone: why", hint="A manager ratifies it next morning.", rows=2,
        required=False, max_characters=2000,
    )  # fmt: skip
    late_reason = TextAreaField(label="If this is late: why", rows=2, required=False, max_characters=2000)

    def __init__(
        self,
        *args: Any,
        people: Sequence[ContactPerson],
        indicators: Sequence[ThresholdIndicator],
        teams: Sequence[Team] = (),
        suggestion: Suggestion | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.people = list(people)
        # Said beside the question, never an answer (safety e).
        self.suggestion = suggestion
        for tier in range(1, 5):
            self.fields[f"indicators_{tier}"].offer(  # type: ignore[attr-defined]
                [(str(row.public_id), f"{row.code}. {row.text}") for row in indicators if row.tier == tier]
            )
        self.fields["team"].offer([(str(row.public_id), row.name) for row in teams])  # type: ignore[attr-defined]
        # Safety g: "action taken" is the default, the one answer that stands beforehand.
        self.initial.setdefault("release", Release.ACTION_TAKEN)
        names = []
        for row in self.people:
            names += [f"outcome_{row.pk}", f"help_{row.pk}"]
            self.fields[f"outcome_{row.pk}"] = SelectField(
                label=f"Outcome for {row.full_name}", choices=_outcomes(row)
            )
            self.fields[f"help_{row.pk}"] = TextField(
                label=f"Help named for {row.full_name}",
                hint="Or the concern that this one repeats, or the authority that has accepted it.",
                shown_if=(f"outcome_{row.pk}", tuple(str(value) for value in (*NAMES_HELP, *NAMES_WHERE))),
                required=False,
                max_length=500,
            )
        self.sections = (  # type: ignore[misc]
            Section("Analysis", "known", "worried", "unknown"),
            Section("Threshold", "tier"),
            Section("Think family", "adults_asked", "children_asked"),
            Section("Decision for each person", *names, "rationale"),
            Section("The referrer", "release", "release_reason", "release_words"),
            # Behind a line that opens: most decisions need neither, and the keyboard passes it in one step.
            Section("Set going beside it; the team", "parallel", "parallel_detail", "team", folded=True),
            Section("If they apply", "alone_because", "late_reason"),
        )

    @property
    def cited(self) -> list[str]:
        """The indicators of the tier that was chosen."""
        return [value for tier in range(1, 5) for value in self.cleaned_data.get(f"indicators_{tier}") or []]

    def field_of(self, name: str) -> str | None:
        """The question that a refusal belongs to: indicators stand under their tier."""
        wanted = f"indicators_{self.cleaned_data.get('tier')}" if name == "indicators" else name
        return wanted if wanted in self.fields else None

    def outcome_of(self, person: ContactPerson) -> tuple[str, str]:
        """The outcome and the help named for one person."""
        return self.cleaned_data[f"outcome_{person.pk}"], self.cleaned_data.get(f"help_{person.pk}") or ""
