from governance.caseload.presenters.lines import Line, filter_words, person_lines
from governance.caseload.presenters.loads import Load, loads, professions
from governance.caseload.presenters.numbers import (
    LABELS,
    RATINGS,
    SHADES,
    Number,
    Place,
    cells,
    own_map,
    places,
    stacked,
    table,
    tally,
)
from governance.caseload.presenters.warnings import EarlyWarning, early_warnings

__all__ = [
    "LABELS",
    "RATINGS",
    "SHADES",
    "EarlyWarning",
    "Line",
    "Load",
    "Number",
    "Place",
    "cells",
    "early_warnings",
    "filter_words",
    "loads",
    "own_map",
    "person_lines",
    "places",
    "professions",
    "stacked",
    "table",
    "tally",
]
