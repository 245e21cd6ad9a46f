"""Narrowing the queue; reds stay whatever is chosen."""

from django import forms

from core.govuk.fields import SelectField
from core.govuk.listing import FilterForm
from localities.selectors import localities


def _places() -> list[tuple[str, str]]:
    return [(str(place.pk), str(place)) for place in localities()]


class QueueFilter(FilterForm):
    locality = SelectField(label="Locality", choices=_places, empty="All", hide_optional=True)
    tab = forms.CharField(widget=forms.HiddenInput, max_length=12)
