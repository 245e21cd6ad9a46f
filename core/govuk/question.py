"""A field as a template prints it: every id, class and aria link worked out once, in Python."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property

from core.govuk.choices import Choice
from core.govuk.dates import PARTS


@dataclass(slots=True)
class Item:
    """One radio, checkbox or option."""

    id: str
    value: str
    label: str
    checked: bool
    hint: str = ""
    divider: str = ""
    reveals: list["Question"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Box:
    """One input of a date."""

    id: str
    name: str
    label: str
    value: str
    width: int
    wrong: bool
    numeric: bool


class Question(BoundField):
    """A bound field of the kit."""

    @property
    def kind(self) -> str:
        return str(getattr(self.field, "kind", "other"))

    @cached_property
    def typed(self) -> Any:
        """What was typed, else what the form opened with (worked out once)."""
        return self.value()

    @cached_property
    def shown(self) -> str:
        return "" if self.typed is None else str(self.typed)

    @cached_property
    def messages(self) -> list[str]:
        return [str(message) for message in self.errors]

    @property
    def wrong(self) -> bool:
        return bool(self.messages)

    @property
    def optional(self) -> bool:
        named = getattr(self.field, "required_if", None) or getattr(self.field, "hide_optional", False)
        return not self.field.required and not named

    @property
    def shown_by(self) -> tuple[str, str] | None:
        """The question whose answer shows this one, and its answers, where it stands beside it and not under it."""
        condition = getattr(self.field, "shown_if", None)
        if condition is None or self.name not in self.form.on_top():  # type: ignore[attr-defined]
            return None
        other, wanted = condition
        return self.form.add_prefix(other), wanted if isinstance(wanted, str) else " ".join(wanted)

    @cached_property
    def first_id(self) -> str:
        """Where an error link moves to: the first radio or checkbox, the box of a date that is wrong."""
        if self.kind in {"radios", "checkboxes"}:
            return self.items[0].id if self.items else self.auto_id
        if self.kind in {"date", "moment"}:
            return next((box.id for box in self.boxes if box.wrong), self.boxes[0].id)
        return self.auto_id

    @cached_property
    def described_by(self) -> str:
        ids = []
        if self.help_text:
            ids.append(f"{self.auto_id}_hint")
        if self.wrong:
            ids.append(f"{self.auto_id}_error")
        if self.kind == "textarea" and getattr(self.field, "max_characters", None):
            ids.append(f"{self.auto_id}-info")
        return " ".join(ids)

    @cached_property
    def items(self) -> list[Item]:
        chosen = self._chosen()
        extras: dict[str, Choice] = getattr(self.field, "extras", {})
        revealed: dict[str, list[Question]] = getattr(self.form, "revealed_by", lambda name: {})(self.name)
        rows = []
        for index, (value, label) in enumerate(getattr(self.field, "choices", [])):
            key = str(value)
            extra = extras.get(key)
            rows.append(
                Item(
                    id=self.auto_id if index == 0 else f"{self.auto_id}_{index + 1}",
                    value=key,
                    label=str(label),
                    checked=key in chosen,
                    hint=extra.hint if extra else "",
                    divider=extra.divider if extra else "",
                    reveals=revealed.get(key, []),
                )
            )
        return rows

    @cached_property
    def reveals_any(self) -> bool:
        return any(item.reveals for item in self.items)

    @cached_property
    def options(self) -> list[tuple[str, list[Item]]]:
        """The options of a select, grouped; options outside a group stand under ""."""
        chosen = self._chosen()
        groups: list[tuple[str, list[Item]]] = [("", [])]
        for value, label in getattr(self.field, "choices", []):
            if isinstance(label, list | tuple):
                inner = [Item("", str(key), str(name), str(key) in chosen) for key, name in label]
                groups += [(str(value), inner), ("", [])]
            else:
                groups[-1][1].append(Item("", str(value), str(label), str(value) in chosen))
        return [group for group in groups if group[1]]

    @cached_property
    def boxes(self) -> list[Box]:
        values = self.field.widget.boxes(self.typed)
        at_fault = {error.params.get("part") for error in self._faults() if error.params}
        parts = (*PARTS, "time") if self.kind == "moment" else PARTS
        return [
            Box(
                id=f"{self.auto_id}_{part}",
                name=f"{self.html_name}_{part}",
                label=part.capitalize(),
                value=value,
                width={"day": 2, "month": 3}.get(part, 4),
                wrong=self.wrong and (part in at_fault or not at_fault - {None}),
                numeric=part in {"day", "year"},
            )
            for part, value in zip(parts, values, strict=True)
        ]

    def _faults(self) -> list[forms.ValidationError]:
        kept = self.errors.as_data() if self.wrong else []
        return [error for error in kept if isinstance(error, forms.ValidationError)]

    def _chosen(self) -> set[str]:
        typed = self.typed
        if typed is None:
            return set()
        if isinstance(typed, list | tuple | set | frozenset):
            return {str(value) for value in typed}
        if isinstance(typed, bool):
            return {"YES" if typed else "NO"}
        return {str(typed)}
