"""What a linter cannot see of the sources: reads through selectors, one clock, short files, no drawers."""

import ast
import re
from pathlib import Path

from tests.architecture.house import ROOT, files, sources, trees

DRAWERS = {"helpers", "helper", "utils", "util", "manager", "managers", "handler", "common", "misc", "lib"}
CLOCK_READERS = {
    "core/clock.py": "the one reader",
    "accounts/middleware.py": "sessions live in real time, not demo time",
    "demo/processes.py": "watches processes, not cases",
}


def _is(path: Path, *names: str) -> bool:
    return path.name in {f"{name}.py" for name in names} or any(part in names for part in path.parts[:-1])


def test_views_and_api_read_through_selectors_alone() -> None:
    found = []
    for path, tree in trees():
        if not _is(path, "views", "api"):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {
                "objects",
                "_default_manager",
                "_base_manager",
            }:
                found.append(f"{path}:{node.lineno} {node.attr}")
            if isinstance(node, ast.Name) and node.id in {"get_object_or_404", "get_list_or_404"}:
                found.append(f"{path}:{node.lineno} {node.id}")
    assert not found, found


def test_only_services_write() -> None:
    """`.save()` and `.create()` stand in services; the exceptions are reasoned."""
    allowed = {
        "core/workflow.py": "the only writer of a status",
        "localities/geography.py": "bulk import of places",
        "accounts/joining.py": "services of joining, kept apart for length",
        "accounts/partnership.py": "services of agencies and teams, kept apart for length",
        "accounts/protection_team.py": "services of the child protection team, kept apart for length",
        "accounts/tokens.py": "services of an agency's system, kept apart for length",
        "referrals/contacts/papers.py": "the reading of a file is written where documents asks whose file it is",
        "outbox/mails.py": "the delivery ledger, called by the sweep alone",
    }
    writers = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
    found = []
    for path, tree in trees():
        name = str(path)
        if _is(path, "services") or name in allowed or path.parts[0] in {"demo", "trafford_cyps"}:
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in writers and "management" not in path.parts and "forms" not in path.name:
                found.append(f"{path}:{node.lineno} .{node.func.attr}()")
    assert not found, found


def test_time_is_read_in_one_place() -> None:
    found = []
    for path, tree in trees():
        if str(path) in CLOCK_READERS:
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
                continue
            read = (node.value.id, node.attr)
            if read in {
                ("timezone", "now"), ("timezone", "localdate"), ("timezone", "localtime"), ("datetime", "now"),
                ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time"),
            } and path.parts[0] != "demo":  # fmt: skip
                found.append(f"{path}:{node.lineno} {'.'.join(read)}")
    assert not found, found


def test_no_signals() -> None:
    allowed = {"core/apps.py", "core/database.py", "trafford_cyps/celery.py"}
    found = [
        str(path)
        for path, tree in trees()
        if str(path) not in allowed
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("django.db.models.signals", "django.dispatch"))
    ]
    assert not found, found


def test_nothing_typed_reaches_a_query_as_keywords() -> None:
    """No `**request.POST` and its like: a name a person types must never name a field."""
    found = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg is None:
                text = ast.unparse(node.value)
                if text.startswith("request.") or ".POST" in text or ".GET" in text:
                    found.append(f"{path}:{node.value.lineno}")
    assert not found, found


def test_text_is_marked_safe_in_audited_places_only() -> None:
    audited = {"core/templatetags/govuk.py"}
    found = []
    for path in sources():
        name = str(path.relative_to(ROOT))
        if re.search(r"\b(mark_safe|SafeString|SafeText)\b", path.read_text()) and name not in audited:
            found.append(name)
    for path in files(".html"):
        if re.search(r"\|\s*safe\b|autoescape off", path.read_text()):
            found.append(str(path.relative_to(ROOT)))
    assert not found, found


def test_templates_carry_no_inline_code() -> None:
    """The content policy has no `unsafe-inline`: scripts and styles bear a nonce or stand in files."""
    found = []
    for path in files(".html"):
        text = path.read_text()
        if "papers" in path.parts or path.name in {"404_static.html"}:
            continue
        for match in re.finditer(
            r"<script(?![^>]*\b(?:src|nonce)=)[^>]*>|<style(?![^>]*nonce=)[^>]*>|\son\w+=\"|\sstyle=\"", text
        ):
            found.append(f"{path.relative_to(ROOT)}: {match.group(0)[:40]}")
    assert not found, found


def test_files_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in files(".py")
        if "migrations" not in path.parts and (count := len(path.read_text().splitlines())) > 400
    ]
    long += [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in files(".html")
        if (count := len(path.read_text().splitlines())) > 150
    ]
    assert not long, long


def test_no_drawers() -> None:
    names = [
        str(path.relative_to(ROOT))
        for path in files(".py")
        if path.stem in DRAWERS
        or path.parent.name in DRAWERS
        or path.stem.endswith(("_helper", "_helpers", "_utils"))
    ]
    assert not names, names


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in files(".md") if path.parent.name == "adr"]
    assert numbers == sorted(set(numbers))


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("]\n\n", text.index("dependencies = ["))]
    lines = [line for line in block.splitlines()[1:] if line.strip().startswith('"')]
    assert lines
    assert not [line for line in lines if "#" not in line]


def test_no_file_names_a_registry_or_a_machine() -> None:
    pattern = re.compile(
        r"registry\.npmjs|pypi\.org|files\.pythonhosted|deb\.debian\.org|\.\./shared|/work/main|(?<!emit-)index-url"
    )
    skipped = {"tests/architecture/test_sources.py"}
    found = [
        str(path.relative_to(ROOT))
        for path in files(
            ".py",
            ".txt",
            ".json",
            ".md",
            ".toml",
            ".in",
            ".yml",
            ".html",
            ".scss",
            ".js",
            ".sh",
            ".npmrc",
            "run",
        )
        if str(path.relative_to(ROOT)) not in skipped and pattern.search(path.read_text(errors="ignore"))
    ]
    assert not found, found
