"""What the run counted, printed at its end."""

from collections import Counter


class Figures:
    """Sums over the tests of one run."""

    def __init__(self) -> None:
        self._sums: Counter[str] = Counter()
        self._known: set[str] = set()

    def add(self, **counted: int) -> None:
        self._known |= set(counted)
        self._sums.update(counted)

    def line(self) -> str:
        order = ("cells", "asked", "mismatches", "unmapped", "hidden_compared", "set_differences")
        shown = [name for name in order if name in self._known]
        words = [f"{name}={self._sums[name]}" for name in shown]
        if "holes" in self._known:
            words.append(f"holes caught={self._sums['caught']} of {self._sums['holes']}")
        return " ".join(words)


FIGURES = Figures()
