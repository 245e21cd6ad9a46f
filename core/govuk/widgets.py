"""How answers travel from the browser: three boxes make a date, with a fourth a moment."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms

from core.clock import to_local
from core.govuk.dates import PARTS, split


class DateBoxes(forms.Widget):
    """`name_day`, `name_month`, `name_year`; a whole date under `name` (a test, a draft) is read too."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        boxes = tuple(str(data.get(f"{name}_{part}") or "") for part in PARTS)
        if any(boxes):
            return boxes
        return split(str(data.get(name) or ""))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS) and name not in data

    def boxes(self, value: Any) -> tuple[str, ...]:
        """What the boxes show: as typed, else the date taken apart."""
        if isinstance(value, date):
            return (str(value.day), str(value.month), str(value.year))
        if isinstance(value, list | tuple):
            return (*(str(part) for part in value), "", "", "")[:3]
        return split(value) if isinstance(value, str) else ("", "", "")


class MomentBoxes(DateBoxes):
    """A date in three boxes and a time in a fourth, `name_time`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        whole = str(data.get(name) or "")
        if "T" in whole:
            day, _, clock = whole.partition("T")
            return (*split(day), clock[:5])
        return (*super().value_from_datadict(data, files, name), str(data.get(f"{name}_time") or ""))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, files, name) and f"{name}_time" not in data

    def boxes(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, datetime):
            local = to_local(value) if value.tzinfo else value
            return (*super().boxes(local.date()), f"{local:%H:%M}")
        if isinstance(value, list | tuple):
            return (*(str(part) for part in value), "", "", "", "")[:4]
        return ("", "", "", "")


class ManyFiles(forms.ClearableFileInput):
    """Several files chosen at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        found: list[Any] = (
            files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []
        )
        return found
