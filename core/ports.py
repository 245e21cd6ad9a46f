"""Rules from above come through ports: a low app declares one, higher apps answer it in `ready()`.

A port runs in the caller's transaction; an error in any answer aborts the whole step.
"""

from collections.abc import Callable, Iterable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_all: dict[str, "Port[..., object]"] = {}


class Port(Generic[P, R]):
    """A named question or notice; `meaning` is what an app that answers it promises."""

    def __init__(self, name: str, *, meaning: str, single: bool = False) -> None:
        if name in _all:
            raise ValueError(f"Two ports are called {name}")
        self.name, self.meaning, self.single = name, meaning, single
        self.answers: list[Callable[P, R]] = []
        _all[name] = self  # type: ignore[assignment]

    def register(self, answer: Callable[P, R]) -> None:
        if answer in self.answers:
            return
        if self.single and self.answers:
            raise ValueError(f"{self.name} takes one answer and has it")
        self.answers.append(answer)

    def ask(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Every answer, in the order of registration."""
        return [answer(*args, **kwargs) for answer in self.answers]

    def one(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The single answer; a missing one is a fault of the installation, never a silent yes."""
        if len(self.answers) != 1:
            raise RuntimeError(f"{self.name} needs exactly one answer and has {len(self.answers)}")
        return self.answers[0](*args, **kwargs)


def listing() -> Iterable["Port[..., object]"]:
    return [_all[name] for name in sorted(_all)]
