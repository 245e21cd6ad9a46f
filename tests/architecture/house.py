"""What the architecture tests share: the floors, the source files, the lists of reasoned exceptions."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from core.history import is_event

ROOT = Path(__file__).resolve().parents[2]
FLOORS = (
    ("core",),
    ("accounts",),
    ("outbox",),
    ("localities",),
    ("people",),
    ("deadlines", "documents"),
    ("referrals",),
    ("assessments",),
    ("casework",),
    ("desk",),
    ("governance",),
    ("demo",),
    ("trafford_cyps",),
)
OURS = tuple(app for floor in FLOORS for app in floor)
FLOOR_OF = {app: number for number, floor in enumerate(FLOORS) for app in floor}


def our_models() -> list[type[models.Model]]:
    """Every concrete model of ours, the history's own tables apart."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS and not is_event(model) and not model._meta.proxy
    ]


def label(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def files(*suffixes: str) -> list[Path]:
    """Files that git keeps or would keep, below the repository's root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in sorted(set(listed)) if name.endswith(suffixes) and (ROOT / name).exists()]


def sources() -> list[Path]:
    """Our Python, migrations and tests apart."""
    return [
        path
        for path in files(".py")
        if path.relative_to(ROOT).parts[0] in OURS and "migrations" not in path.parts
    ]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sources():
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))
