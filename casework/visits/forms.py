"""The form of a visit: what is common, and a part for each child it was for."""

from collections.abc import Sequence
from typing import Any

from casework.cases.enums import Significance
from casework.cases.forms import PickingForm
from casework.cases.models import Case
from casework.visits.enums import VisitKind, VisitPlace
from casework.visits.services import SeenChild
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
from core.govuk.forms import StandardForm

PARTS = (
    "child_seen", "not_seen_reason", "seen_alone", "not_alone_reason", "bedroom_seen", "words", "observation",
    "plan_progress", "is_significant", "summary", "significance",
)  # fmt: skip


class VisitForm(PickingForm):
    """One visit; with brothers and sisters, tick for whom it was and answer for each."""

    made_at = MomentField(label="When was the visit?", past=True)
    kind = RadiosField(label="Was it planned?", choices=VisitKind)
    place = RadiosField(label="Where?", choices=VisitPlace)
    joint_with = SelectField(
        label="Which colleague came along?", required=False,
        hint="On a step up or down, the visit with the new lead professional.",
    )  # fmt: skip
    others_present = TextField(label="Who else was there?", required=False, max_length=300)
    observation = TextAreaField(label="What you saw that concerns everybody", required=False)
    children = CheckboxesField(label="For whom was the visit?", missing="Choose at least one child")
    next_on = DateField(label="When is the next visit planned?", required=False, future=True)

    def __init__(self, *args: Any, cases: Sequence[Case] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self._cases = {str(case.public_id): case for case in cases}
        self.fields["children"].offer([(key, case.person.full_name) for key, case in self._cases.items()])  # type: ignore[attr-defined]
        for key, case in self._cases.items():
            self._ask(key, case.person.full_name)

    def _ask(self, key: str, name: str) -> None:
        """The questions about one child, revealed under their name."""
        asked: dict[str, Any] = {"shown_if": ("children", key)}
        self.fields.update(
            {
                f"{key}_child_seen": YesNoField(label=f"Was {name} seen?", **asked),
                f"{key}_not_seen_reason": TextField(
                    label=f"If not, why was {name} not seen?", required=False, max_length=300, **asked
                ),
                f"{key}_seen_alone": YesNoField(label=f"Was {name} seen alone?", required=False, **asked),
                f"{key}_not_alone_reason": TextField(
                    label=f"If not, why was {name} not seen alone?", required=False, max_length=300, **asked
                ),
                f"{key}_bedroom_seen": YesNoField(
                    label=f"Was {name}'s bedroom seen?", required=False, **asked
                ),
                f"{key}_words": TextAreaField(label=f"{name}'s own words", required=False, rows=3, **asked),
                f"{key}_observation": TextAreaField(
                    label=f"What you saw of {name}", required=False, rows=3, **asked
                ),
                f"{key}_plan_progress": TextAreaField(
                    label=f"How does {name}'s plan go?", required=False, rows=2, **asked
                ),
                f"{key}_is_significant": YesNoField(
                    label=f"Is this significant for {name}'s story?", required=False, **asked
                ),
                f"{key}_summary": TextField(
                    label="If so, say it in one line, for the chronology",
                    required=False,
                    max_length=300,
                    **asked,
                ),
                f"{key}_significance": RadiosField(
                    label="And what kind of event is it?", required=False, choices=Significance, **asked
                ),
            }
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key in cleaned.get("children") or []:
            seen = cleaned.get(f"{key}_child_seen")
            if seen is False and not cleaned.get(f"{key}_not_seen_reason"):
                self.add_error(f"{key}_not_seen_reason", "Say why the child was not seen")
            if seen and cleaned.get(f"{key}_seen_alone") is None:
                self.add_error(f"{key}_seen_alone", "Say whether the child was seen alone")
            if cleaned.get(f"{key}_is_significant"):
                for part, message in (
                    ("summary", "Say it in one line"),
                    ("significance", "Choose what kind it is"),
                ):
                    if not cleaned.get(f"{key}_{part}"):
                        self.add_error(f"{key}_{part}", message)
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        found = super().answers
        common = {
            name: found[name]
            for name in ("made_at", "kind", "place", "joint_with", "others_present", "observation", "next_on")
        }
        parts = []
        for key in found["children"]:
            said = {part: found[f"{key}_{part}"] for part in PARTS}
            said["is_significant"] = bool(said["is_significant"])
            parts.append(SeenChild(case=self._cases[key], **said))
        return {**common, "children": parts}


class NoAccessForm(StandardForm):
    made_at = MomentField(label="When did you go?", past=True)
    kind = RadiosField(label="Was it planned?", choices=VisitKind)
    place = RadiosField(label="Where?", choices=VisitPlace)
    what_happened = TextAreaField(label="What happened?")
