"""A single assessment as its pages word it."""

from assessments.single.presenters.sections import (
    child_cards,
    child_groups,
    factor_words,
    family_groups,
    is_written,
    section_title,
    seen_words,
)
from assessments.single.presenters.told import (
    analysis_rows,
    contribution_lines,
    overview_rows,
    sighting_lines,
    texts,
    voice_rows,
)
from assessments.single.presenters.top import age_of, back_of, head, person_line, taken

__all__ = [
    "age_of",
    "analysis_rows",
    "back_of",
    "child_cards",
    "child_groups",
    "contribution_lines",
    "factor_words",
    "family_groups",
    "head",
    "is_written",
    "overview_rows",
    "person_line",
    "section_title",
    "seen_words",
    "sighting_lines",
    "taken",
    "texts",
    "voice_rows",
]
