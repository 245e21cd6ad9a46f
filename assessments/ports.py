"""What assessments tells the apps above it, in the caller's transaction."""

from core.ports import Port

assessment_authorised: Port[..., None] = Port(
    "assessments.assessment_authorised",
    meaning="A manager authorised an assessment: act on each child's outcome (assessment, by)",
)
section_47_started: Port[..., None] = Port(
    "assessments.section_47_started",
    meaning="A strategy discussion began a section 47 enquiry for one child (section_47, by)",
)
section_47_concluded: Port[..., None] = Port(
    "assessments.section_47_concluded",
    meaning="A delegated post concluded a section 47 enquiry, with or without a conference (section_47, by)",
)
