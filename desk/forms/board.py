"""Narrowing the board; the answers stay in the address."""

from typing import Any

from django.http import HttpRequest

from core.govuk.fields import SelectField
from core.govuk.listing import FilterForm


class BoardFilter(FilterForm):
    locality = SelectField(label="Locality", choices=(), empty="All")
    team = SelectField(label="Team", choices=(), empty="All my teams")
    worker = SelectField(label="Worker", choices=(), empty="Everyone")
    drifting = SelectField(
        label="Only",
        choices=[("overdue", "Something overdue"), ("lead", "Nobody leads")],
        empty="Everything",
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
