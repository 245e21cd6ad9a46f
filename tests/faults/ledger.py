"""Lines that survive a kill: appended in one write and synced before anything else happens."""

import json
import os
from pathlib import Path
from typing import Any


def note(name: str, **facts: Any) -> None:
    """Write one line down for certain."""
    path = Path(os.environ["PRIVATE_FOLDER"]) / f"{name}.jsonl"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, (json.dumps(facts) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def noted(name: str) -> list[dict[str, Any]]:
    path = Path(os.environ["PRIVATE_FOLDER"]) / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
