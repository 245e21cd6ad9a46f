"""Which period and which locality to look at."""

from typing import Any

from django.http import HttpRequest

from core.govuk.fields import SelectField
from core.govuk.listing import FilterForm


class MeasureFilter(FilterForm):
    month = SelectField(label="Month", choices=(), empty="This month")
    months = SelectField(
        label="How long", choices=[("12", "Twelve months to its end")], empty="That month alone"
    )

    def __init__(
        self, request: HttpRequest, *, offered: dict[str, list[tuple[str, str]]], **more: Any
    ) -> None:
        self.offered = offered
        super().__init__(request, **more)

    def full_clean(self) -> None:
        """The answers on offer stand before what the address says is checked against them."""
        for name, choices in self.offered.items():
            self.fields[name].offer(choices)  # type: ignore[attr-defined]
        super().full_clean()
