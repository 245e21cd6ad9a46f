"""One run of linkage, from files to pairs, with what it took."""

import csv
import resource
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from people.linkage.extract import read_extract
from people.linkage.model import compare
from people.linkage.pairs import CONFIDENT, Pair, decide


@dataclass(frozen=True)
class Linked:
    """What was found and what it took."""

    pairs: list[tuple[str, str, Pair]]
    rows_left: int
    rows_right: int
    compared: int
    seconds: float
    peak_mib: int

    def summary(self) -> dict[str, int | float]:
        confident = sum(pair.decision == CONFIDENT for _, _, pair in self.pairs)
        return {
            "rows_left": self.rows_left,
            "rows_right": self.rows_right,
            "compared": self.compared,
            "pairs": len(self.pairs),
            "confident": confident,
            "review": len(self.pairs) - confident,
            "seconds": round(self.seconds, 1),
            "peak_mib": self.peak_mib,
        }


def link_files(*, extract: Path, against: Path | None, today: date) -> Linked:
    """The people whom two extracts share, or whom one extract holds twice."""
    began = time.perf_counter()
    left = read_extract(extract)
    right = read_extract(against) if against else None
    scored = compare(left.rows, right.rows if right else None)
    ids = [*left.ids, *(right.ids if right else [])]
    found = decide(scored, left.rows, right.rows if right else None, today=today)
    named = [(ids[pair.left], ids[pair.right], pair) for pair in found]
    named.sort(key=lambda row: (-row[2].probability, row[0], row[1]))
    return Linked(
        pairs=named,
        rows_left=len(left.rows),
        rows_right=len(right.rows) if right else 0,
        compared=len(scored.left),
        seconds=time.perf_counter() - began,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def write_pairs(linked: Linked, out: Path) -> None:
    """The pairs as a file, complete or not at all."""
    half = out.with_name(out.name + ".part")
    with half.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["left", "right", "probability", "decision"])
        for left, right, pair in linked.pairs:
            writer.writerow([left, right, f"{pair.probability:.6f}", pair.decision])
    half.replace(out)
