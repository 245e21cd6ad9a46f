"""Where is this postcode?"""

from core.govuk.fields import TextField
from core.govuk.listing import FilterForm


class FindPlaceForm(FilterForm):
    """A postcode, or as much of one as is known."""

    postcode = TextField(
        label="Which locality is a postcode in?",
        hint="A whole postcode, such as M32 0TH, or its first part and one digit, such as M32 0",
        width="10",
        max_length=12,
        autocomplete="off",
    )
