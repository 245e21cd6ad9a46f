"""docs/stories.md: every step of the twelve stories, the date it promises, and what cannot be taken yet."""

from datetime import date
from pathlib import Path

from demo.stories.engine import Line, day
from demo.stories.every import STORIES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "stories.md"
HEAD = """# The twelve stories of the demonstration

Made by `manage.py demo_load --document`; a test keeps it fresh. Every step marked "done" is taken by the product's own
services at its own date, and its clock carries exactly the due date printed here (asserted by `tests/demo/`). A step
that is not possible yet says why; no row is written by hand to fake one.
"""


def render() -> str:
    """The whole page."""
    parts = [HEAD]
    for story in STORIES:
        parts.append(f"\n## {story.code} {story.title} ({story.place})\n")
        parts.append("| Date | Step | Clock | Due | |\n|---|---|---|---|---|\n")
        parts += [_row(line) for line in story.lines]
    return "".join(parts)


def _row(line: Line) -> str:
    when, _, at = line.due.partition(" ")
    due = f"{_words(day(when))} {at}".strip() if when else ""
    state = f"not yet: {line.missing}" if line.missing else "done"
    return f"| {_words(day(line.on))} | {line.told} | {line.code} | {due} | {state} |\n"


def _words(on: date) -> str:
    return f"{on:%a %-d %b %Y}"
