"""The plan at a glance in words and a small line for each outcome."""

from dataclasses import dataclass

from core.govuk import words
from desk.presenters.links import link
from desk.selectors.glance import Glance, Trend

WIDTH, HEIGHT, EDGE = 120.0, 28.0, 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome: where it began, where it stands, the way between."""

    change: str
    said: str
    points: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlanBox:
    """The plan as the overview prints it."""

    title: str
    status: str
    since: str
    review: str
    href: str
    lines: list[Line]


def plan_box(glance: Glance | None) -> PlanBox | None:
    if glance is None:
        return None
    plan = glance.plan
    return PlanBox(
        title=f"{plan.get_kind_display()} {plan.reference}",
        status=str(plan.get_status_display()),
        since=f"since {words.day(plan.starts_on)}" if plan.starts_on else "",
        review=f"next review {words.day(plan.next_review_on)}" if plan.next_review_on else "",
        href=link("plan_detail", plan.public_id),
        lines=[_line(trend) for trend in glance.outcomes],
    )


def _line(trend: Trend) -> Line:
    scores = trend.scores
    if not scores:
        return Line(trend.change, "not scored yet", "", 0, 0)
    step = (WIDTH - 2 * EDGE) / max(1, len(scores) - 1)
    points = [
        (round(EDGE + step * place, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * score / 10, 1))
        for place, score in enumerate(scores)
    ]
    moved = scores[-1] - scores[0]
    how = "no change" if not moved else f"up {moved}" if moved > 0 else f"down {-moved}"
    said = f"{scores[-1]} of 10" if len(scores) == 1 else f"{scores[0]} to {scores[-1]} of 10, {how}"
    return Line(trend.change, said, " ".join(f"{x:g},{y:g}" for x, y in points), *points[-1])
