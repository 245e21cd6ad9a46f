"""Where attached files lie: outside every public folder, by public id, readable by this system alone."""

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings


def keep(public_id: UUID, content: bytes) -> None:
    """Write a file once, whole, on the disk before the row that names it is committed."""
    path = _path(public_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def read(public_id: UUID) -> bytes:
    return _path(public_id).read_bytes()


def _path(public_id: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / "attachments" / public_id.hex[:2] / public_id.hex
