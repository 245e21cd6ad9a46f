"""Workflows are whole, their diagrams fresh; every port is listed and used."""

import re

import pytest

from core import ports, workflow
from core.diagrams import diagram, listing_of_ports
from tests.architecture.house import ROOT, sources


@pytest.mark.parametrize("flow", workflow.listing(), ids=lambda flow: flow.name)
def test_every_status_is_reached_and_every_step_needs_a_permission(flow: workflow.Workflow) -> None:
    reached = {flow.initial}
    while True:
        more = {step.target for step in flow.transitions if set(step.sources) & reached} - reached
        if not more:
            break
        reached |= more
    assert reached == set(flow.statuses)
    assert {status for step in flow.transitions for status in (*step.sources, step.target)} <= set(
        flow.statuses
    )
    assert all(step.permission for step in flow.transitions)
    ends = set(flow.statuses) - {source for step in flow.transitions for source in step.sources}
    assert ends == set(flow.final)


@pytest.mark.parametrize("flow", workflow.listing(), ids=lambda flow: flow.name)
def test_the_model_offers_just_the_statuses_of_the_table(flow: workflow.Workflow) -> None:
    change = flow.change_model()
    record = change._meta.get_field("record").related_model
    assert set(dict(record._meta.get_field("status").choices)) == set(flow.statuses)


@pytest.mark.parametrize("flow", workflow.listing(), ids=lambda flow: flow.name)
def test_the_diagram_is_fresh(flow: workflow.Workflow) -> None:
    path = ROOT / "docs" / "workflows" / f"{flow.name}.md"
    assert path.exists() and path.read_text() == diagram(flow), "run: manage.py draw_workflows"


def test_only_the_mechanism_sets_a_status() -> None:
    found = []
    for path in sources():
        name = str(path.relative_to(ROOT))
        if name == "core/workflow.py" or path.parts[-2] == "demo":
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"\.status\s*=[^=]", line) or re.search(r"\.update\([^)]*\bstatus=", line):
                found.append(f"{name}:{number}")
    assert not found, found


@pytest.mark.parametrize("port", list(ports.listing()), ids=lambda port: port.name)
def test_every_port_has_a_caller_and_an_answer(port: ports.Port) -> None:  # type: ignore[type-arg]
    text = "\n".join(path.read_text() for path in sources())
    variable = port.name.rsplit(".", 1)[1]
    assert re.search(rf"\b{variable}\.(ask|one)\(", text), f"nobody asks {port.name}"
    assert port.answers, f"nobody answers {port.name}"


def test_the_ports_are_listed() -> None:
    path = ROOT / "docs" / "ports.md"
    assert path.exists() and path.read_text() == listing_of_ports(), "run: manage.py draw_workflows"
