"""Files read line by line, whatever their size: CSV of any encoding and order of columns, the census as XML."""

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from core.errors import DomainError
from people.enums import ExtractKind

_COLUMNS = Path(__file__).with_name("columns.toml")


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its number in the file and its cells under our names; `broken`: why it is no row at all."""

    number: int
    cells: dict[str, str]
    broken: str = ""


def columns_of(kind: str) -> dict[str, list[str]]:
    """Our names, and what an extract of this kind calls them."""
    with _COLUMNS.open("rb") as handle:
        found: dict[str, list[str]] = tomllib.load(handle)[kind]
    return found


def fingerprint(path: Path) -> str:
    """What tells one file from another: its content."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while block := handle.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def lines(kind: str, path: Path) -> Iterator[Line]:
    """Every row of the file in its order."""
    return _census(path) if kind == ExtractKind.CIN_CENSUS else _table(kind, path)


def _tidy(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", name.casefold()).split())


def _encoding(path: Path) -> str:
    """UTF-8 where the whole file is; what Windows writes otherwise."""
    try:
        with path.open(encoding="utf-8") as handle:
            while handle.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _table(kind: str, path: Path) -> Iterator[Line]:
    with path.open(encoding=_encoding(path), errors="replace", newline="") as handle:
        reader = csv.reader(line.replace("\0", "") for line in handle)
        head = [_tidy(name) for name in next(reader, [])]
        places = {}
        for name, called in columns_of(kind).items():
            place = next((head.index(each) for each in called if each in head), None)
            if place is not None:
                places[name] = place
        if "id" not in places:
            wanted = ", ".join(columns_of(kind)["id"])
            raise DomainError(f"The file has no column for the number of each person ({wanted}).")
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Line(reader.line_num, {}, broken=f"not a row: {error}")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(head):
                yield Line(reader.line_num, {}, broken=f"{len(cells)} cells under {len(head)} columns")
                continue
            kept = {name: cells[place].strip() for name, place in places.items() if place < len(cells)}
            yield Line(reader.line_num, kept)


def _census(path: Path) -> Iterator[Line]:
    """Each child's identifiers, of any namespace; nothing outside the file is fetched, no entity is opened, and no
    more than one child is held at a time."""
    called = {each: name for name, names in columns_of(ExtractKind.CIN_CENSUS).items() for each in names}
    found = False
    with path.open("rb") as handle:
        reading = etree.iterparse(
            handle, events=("end",), resolve_entities=False, no_network=True, huge_tree=False, recover=True,
            encoding=_mistaken(path),
        )  # fmt: skip
        try:
            for _, element in reading:
                if not isinstance(element.tag, str):
                    continue
                name = etree.QName(element).localname
                if name == "ChildIdentifiers":
                    found = True
                    yield Line(element.sourceline or 0, _identifiers(element, called))
                elif name == "Child":
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            found = True
            yield Line(error.lineno or 0, {}, broken=f"the file breaks off here: {error.msg}")
    if not found:
        raise DomainError("No child of a children in need census stands in this file.")


def _mistaken(path: Path) -> str | None:
    """Windows' letters in a file that does not say so, or says it is UTF-8; else what the file says holds."""
    with path.open("rb") as handle:
        is_wide = handle.read(2) in (b"\xff\xfe", b"\xfe\xff")
    return "cp1252" if not is_wide and _encoding(path) == "cp1252" else None


def _identifiers(element: Any, called: Mapping[str, str]) -> dict[str, str]:
    cells = {
        called[name]: (each.text or "").strip()
        for each in element
        if isinstance(each.tag, str) and (name := etree.QName(each).localname.casefold()) in called
    }
    if "local_id" in cells:
        cells["id"] = cells["local_id"]
    return cells
