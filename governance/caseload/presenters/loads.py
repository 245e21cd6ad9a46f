"""What each worker carries, weighed, with the sum explained."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from governance.caseload.enums import WeightKey
from governance.caseload.permissions import Scope
from governance.caseload.presenters.numbers import Number, number


@dataclass(frozen=True, slots=True)
class Load:
    """What one worker carries, weighed, with the sum explained."""

    name: str
    profession: str
    href: str
    people: int
    points: float
    full: float
    share: int
    state: str
    explained: str
    width: float
    mark: float


def loads(rows: Iterable[dict[str, Any]], points: dict[str, float]) -> list[Load]:
    """Each worker's weighed caseload against a full one, heaviest share first."""
    by_worker: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_worker.setdefault(row["worker__user"], []).append(row)
    found = [_load(own, points) for own in by_worker.values()]
    return sorted(found, key=lambda load: (-load.share, load.name))


def _load(own: list[dict[str, Any]], points: dict[str, float]) -> Load:
    who = own[0]
    by_kind: dict[str, int] = {}
    red = 0
    for row in own:
        by_kind[row["frame"]] = by_kind.get(row["frame"], 0) + row["n"]
        red += row["n"] if row["rag"] == "RED" else 0
    # Before a case is opened (assessment under way) a child weighs as much as a child in need.
    weighed = {kind: points.get(kind or WeightKey.CIN, 0) * count for kind, count in by_kind.items()}
    total = sum(weighed.values()) + points.get(WeightKey.RED, 0) * red
    whole = points.get(WeightKey.NEW if who["worker__user__is_newly_qualified"] else WeightKey.FULL, 0)
    full = whole * float(who["worker__user__full_time_equivalent"])
    share = round(100 * total / full) if full else 0
    parts = [
        f"{count} {_kind(kind)} x {points.get(kind or WeightKey.CIN, 0):g}"
        for kind, count in sorted(by_kind.items())
    ]
    if red:
        parts.append(f"{red} red x {points.get(WeightKey.RED, 0):g}")
    return Load(
        name=who["worker__user__display_name"],
        profession=who["worker__user__profession__name"] or "",
        href=f"{reverse('caseload_list')}?{urlencode({'worker': who['worker__user__username']})}",
        people=sum(by_kind.values()),
        points=total,
        full=full,
        share=share,
        state="over" if share > 100 else "near" if share > 85 else "within",
        explained=f"{' + '.join(parts)} = {total:g} of {full:g} points",
        width=round(min(share, 150) * 2, 1),
        mark=200,
    )


def _kind(kind: str) -> str:
    return str(WeightKey(kind).label).lower() if kind in WeightKey.values else "under assessment"


def professions(found: Iterable[Load], scope: Scope) -> list[tuple[str, Number]]:
    """How many people each profession is allocated to."""
    by_name: dict[str, int] = {}
    for load in found:
        by_name[load.profession or "Not recorded"] = (
            by_name.get(load.profession or "Not recorded", 0) + load.people
        )
    return [(name, number(count, scope=scope, profession=name)) for name, count in sorted(by_name.items())]
