"""The last look before a paper is set: no safe address and no withheld text may stand in it (safety u).

Says where, never what (safety w). Pure functions.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

SHORTEST = 5
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def plain(text: str) -> str:
    """Text as it is compared: small letters and digits, one space between words."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def address_texts(lines: str, postcode: str) -> list[str]:
    """What would betray an address: the whole of it, its house or street, its postcode."""
    parts = [part.strip() for part in re.split(r"[,\n]", lines) if part.strip()]
    telling = [part for part in parts if any(sign.isdigit() for sign in part) and len(part) > SHORTEST]
    return [text for text in (lines, *parts[:1], *telling, postcode) if len(plain(text)) >= SHORTEST]


def places_of(context: Any, texts: Iterable[str]) -> list[str]:
    """Where in a paper's content any of these texts stands: "agency reports 2, paragraphs 1"."""
    needles = {plain(text) for text in texts} - {""}
    needles = {needle for needle in needles if len(needle) >= SHORTEST}
    closed = {needle.replace(" ", "") for needle in needles}
    found = []
    for path, value in _values(context, ""):
        words = plain(value)
        # Padded: "12 elm road" is not in "112 elm road"; run together, "m 32 9an" still is a postcode.
        if any(f" {needle} " in f" {words} " for needle in needles) or any(
            run in words.replace(" ", "") for run in closed if len(run) > SHORTEST
        ):
            found.append(path)
    return found


def _values(node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path or "the paper", node
    elif isinstance(node, dict):
        for name, value in node.items():
            words = str(name).replace("_", " ")
            yield from _values(value, f"{path}, {words}" if path else words)
    elif isinstance(node, list | tuple):
        for number, value in enumerate(node, start=1):
            yield from _values(value, f"{path} {number}")
