"""How visits are worded."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.access import held
from accounts.models import User
from accounts.permissions import Permission
from casework.cases.models import Case
from casework.ports import Panel
from casework.visits import selectors
from casework.visits.models import VisitPart
from core.govuk.words import moment

SHOWN = 5


@dataclass(frozen=True, slots=True)
class VisitLine:
    href: str
    when: str
    how: str
    by: str
    seen: str


def line(part: VisitPart) -> VisitLine:
    visit = part.visit
    by = ", ".join(str(bit) for bit in (visit.visitor, visit.visitor.profession, visit.visitor.agency) if bit)
    return VisitLine(
        reverse("visit_detail", args=[part.public_id]),
        moment(visit.made_at),
        f"{visit.get_kind_display().lower()}, {visit.get_place_display().lower()}",
        by,
        seen_words(part),
    )


def seen_words(part: VisitPart) -> str:
    if not part.child_seen:
        return f"Not seen: {part.not_seen_reason}"
    if part.seen_alone:
        return "Seen alone"
    return f"Seen, not alone{': ' + part.not_alone_reason if part.not_alone_reason else ''}"


def rows(part: VisitPart) -> list[tuple[str, str]]:
    visit = part.visit
    bedroom = {True: "Seen", False: "Not seen", None: "Not recorded"}[part.bedroom_seen]
    return [
        (
            "Visit",
            f"{moment(visit.made_at)}, {visit.get_kind_display().lower()}, {visit.get_place_display().lower()}",
        ),
        ("By", line(part).by),
        *([("Together with", str(visit.joint_with))] if visit.joint_with else []),
        ("Child", seen_words(part)),
        ("Bedroom", bedroom),
        ("The child's own words", part.words),
        ("What was seen of the child", part.observation),
        ("What was seen that concerns everybody", visit.observation),
        ("Who else was there", visit.others_present),
        ("How the plan goes", part.plan_progress),
    ]


def case_panel(*, case: Case, reader: User) -> list[Panel]:
    """Visits on the case's page, newest first, with attempts that failed."""
    may_visit = case.closed_at is None and Permission.VISIT_WRITE in held(reader).permissions
    content = {
        "case": case,
        "visits": [line(part) for part in selectors.visits(case, reader=reader)[:SHOWN]],
        "failed": [
            (moment(row.made_at), row.visitor.display_name, row.what_happened)
            for row in selectors.failed_visits(case, reader=reader)[:SHOWN]
        ],
        "may_visit": may_visit,
    }
    return [Panel(20, "Visits", "casework/visits/panel.html", content)]
