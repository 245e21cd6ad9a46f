"""Documents generated from the code's own tables, so that they cannot say something else."""

from core import ports
from core.workflow import Workflow


def diagram(flow: Workflow) -> str:
    """A workflow as a Mermaid diagram and a table of its steps."""
    lines = [f"# {flow.name.replace('_', ' ').capitalize()}", "", "Generated from the transition table.", ""]
    lines += ["```mermaid", "stateDiagram-v2", f"    [*] --> {flow.initial}"]
    for step in flow.transitions:
        lines += [f"    {source} --> {step.target}: {step.name}" for source in step.sources]
    lines += [f"    {status} --> [*]" for status in flow.final]
    lines += ["```", "", "| step | from | to | permission |", "|---|---|---|---|"]
    for step in flow.transitions:
        lines.append(f"| {step.name} | {', '.join(step.sources)} | {step.target} | {step.permission} |")
    return "\n".join(lines) + "\n"


def listing_of_ports() -> str:
    """Every port: what an answer promises, and which modules answer."""
    lines = ["# Ports", "", "How a rule from above reaches a lower floor. Generated.", ""]
    lines += ["| port | meaning | answered by |", "|---|---|---|"]
    for port in ports.listing():
        answers = ", ".join(sorted({answer.__module__ for answer in port.answers}))
        lines.append(f"| {port.name} | {port.meaning} | {answers} |")
    return "\n".join(lines) + "\n"
