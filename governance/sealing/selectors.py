"""What a seal covers, counted again; read past the policy, for nothing of it is shown but how many rows."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from governance.sealing.models import AccessSeal
from people.models import AccessLog

_SEALED = ("pk", "public_id", "person", "by", "at", "act", "purpose", "roles", "grant")
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A seal that what stands in the log no longer fits."""

    seal: AccessSeal
    found: int
    why: str


def digest_of(*, previous: str, after: int, upto: int) -> tuple[str, int]:
    """The digest of a run of rows that follows another, and how many rows it covers."""
    found, rows = hashlib.sha256(f"{previous}|{after}|{upto}".encode()), 0
    run = AccessLog.objects.filter(pk__gt=after, pk__lte=upto).order_by("pk").values_list(*_SEALED)
    for row in run.iterator(chunk_size=AT_ONCE):
        said = [
            value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value) for value in row
        ]
        # Lengths stand before the words, so that no two rows read alike.
        found.update("".join(f"{len(word)}:{word}" for word in said).encode())
        rows += 1
    found.update(f"|{rows}".encode())
    return found.hexdigest(), rows


def faults() -> Iterator[Fault]:
    """Every seal counted again from the log, oldest first; a missing or altered seal is a fault too."""
    before: AccessSeal | None = None
    for seal in AccessSeal.objects.order_by("number").iterator():
        digest, rows = digest_of(previous=seal.previous, after=seal.after, upto=seal.upto)
        why = ""
        if seal.number != (before.number if before else 0) + 1 or seal.previous != (
            before.digest if before else ""
        ):
            why = "a seal before it is missing or another"
        elif seal.after != (before.upto if before else 0):
            why = "it does not begin where the one before ends"
        elif rows != seal.rows:
            why = "rows were added or taken away"
        elif digest != seal.digest:
            why = "a row was changed"
        if why:
            yield Fault(seal, rows, why)
        before = seal


def last_seal() -> AccessSeal | None:
    found: AccessSeal | None = AccessSeal.objects.order_by("-number").first()
    return found


def highest() -> int:
    """The number of the newest row that can be seen."""
    found: int | None = AccessLog.objects.order_by("-pk").values_list("pk", flat=True).first()
    return found or 0


def unsealed() -> int:
    """Rows that no seal covers yet."""
    last = last_seal()
    return int(AccessLog.objects.filter(pk__gt=last.upto if last else 0).count())
