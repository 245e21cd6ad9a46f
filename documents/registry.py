"""What the apps above say of their papers and of records that files hang on; they register in `ready()`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.access import holds_any
from accounts.models import User
from accounts.permissions import Permission
from core.data_classes import DataClass
from people.models import Person


@dataclass(frozen=True, slots=True)
class PaperSubject:
    """What a paper is about, found by its maker: every person whose record it prints from."""

    public_id: UUID
    title: str
    people: Sequence[Person]
    # Where "back" leads.
    path: str


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper.

    `find(public_id, by)` gives the subject or raises NotFound; `build(public_id, by)` gives the frozen
    dataclass that the template prints (as `paper`). Both read through the policy in the maker's name, when
    asked for and again when made. `may_make` and `may_read`: any of these permissions; `may_read` empty:
    whoever may read `data_class` of every person on it. `withheld(public_id)`: texts that this paper must not
    hold (police-restricted ones), beside the safe addresses of everyone on it, which are always looked for.
    """

    key: str
    title: str
    find: Callable[[UUID, User], PaperSubject]
    build: Callable[[UUID, User], Any]
    template: str
    may_make: Sequence[Permission]
    data_class: DataClass
    may_read: Sequence[Permission] = ()
    marking: str = ""
    for_whom: str = ""
    withheld: Callable[[UUID], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class FileSubject:
    """The record a file is to hang on: whose it is, where "back" leads."""

    public_id: UUID
    label: str
    path: str
    person: Person | None = None
    # The page of its files is a page of that person's record, and opening it is logged.
    opens_record: bool = False
    # Others whose record the page belongs to as well (the children of a conference).
    people: Sequence[Person] = ()
    # Whoever sees the files does not always add to them (a concern's are its referrer's).
    may_attach: bool = True
    # Where nobody is known whose log could say it: writes down elsewhere that it was read, and for what.
    note_reading: Callable[[User, str], None] | None = None


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of record that files hang on.

    `find(public_id, by)` raises NotFound unless this user may see the record; `visible_ids(user)` is the same
    rule for lists: a queryset of public ids. A file is read by whoever may see its parent.
    """

    key: str
    find: Callable[[UUID, User], FileSubject]
    visible_ids: Callable[[User], QuerySet[Any, Any]]


_papers: dict[str, PaperKind] = {}
_subjects: dict[str, SubjectKind] = {}


def register(kind: PaperKind) -> None:
    if kind.key in _papers and _papers[kind.key] is not kind:
        raise ValueError(f"Two kinds of paper are called {kind.key}")
    _papers[kind.key] = kind


def register_subject(kind: SubjectKind) -> None:
    if kind.key in _subjects and _subjects[kind.key] is not kind:
        raise ValueError(f"Two kinds of record for files are called {kind.key}")
    _subjects[kind.key] = kind


def paper_kind(key: str) -> PaperKind | None:
    return _papers.get(key)


def paper_kinds() -> list[PaperKind]:
    return [_papers[key] for key in sorted(_papers)]


def subject_kind(key: str) -> SubjectKind | None:
    return _subjects.get(key)


def subject_kinds() -> list[SubjectKind]:
    return [_subjects[key] for key in sorted(_subjects)]


def may_make(user: User, kind: PaperKind) -> bool:
    """Whether a page should offer this paper to this person."""
    return holds_any(user, kind.may_make)
