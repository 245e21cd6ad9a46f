"""Rows of other systems and pairs of records that wait for a person, with what speaks for and against."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from core.errors import NotFound
from people.enums import Level, Sex
from people.matching.candidates import Candidate, candidates_for
from people.matching.likeness import Likeness, compare
from people.matching.told import known_of
from people.models import Address, HeldRow, ImportLine, ImportRun, LinkagePair, Merge, Person
from people.onboarding.known import told_of
from people.onboarding.rows import Row, row_of
from people.onboarding.weighing import FACTS, WORDS
from people.selectors.levels import level
from people.visibility import not_their_own

# What the index card shows too; everything else is shown beside an open record alone.
ON_THE_CARD = frozenset({"name", "born", "died", "sex"})


@dataclass(frozen=True, slots=True)
class Beside:
    """One fact in which row and record differ; the values only where the reader may read them."""

    label: str
    record: str
    row: str
    is_shown: bool


def held_rows(reader: User, *, kind: str = "") -> QuerySet[HeldRow]:
    """Rows that wait, the longest first; none about somebody whom the reader may not know of."""
    seen = Person.objects.visible_to(reader).filter(pk=OuterRef("person"))
    found: QuerySet[HeldRow] = (
        HeldRow.objects.visible_to(reader)
        .waiting()
        .filter(Q(person__isnull=True) | Q(Exists(seen)))
        .filter(Q(blind_match__isnull=True) | Q(blind_match__in=Person.objects.filter(not_their_own(reader))))
        .select_related("run", "person")
        .order_by("pk")
    )
    return found.filter(kind=kind) if kind else found


def held_row(public_id: UUID, *, reader: User) -> HeldRow:
    """One row that waits; a settled or hidden one is as though there were none."""
    row: HeldRow | None = held_rows(reader).filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such row.")
    return row


def next_held(after: HeldRow, *, reader: User) -> HeldRow | None:
    """The next row that waits, from the beginning again after the last."""
    rows = held_rows(reader).exclude(pk=after.pk)
    return rows.filter(pk__gt=after.pk).first() or rows.first()


def held_kinds(reader: User) -> list[tuple[str, int]]:
    """How many rows wait of each system."""
    return list(held_rows(reader).order_by("kind").values_list("kind").annotate(number=Count("pk")))


def read(row: HeldRow) -> Row:
    """What the other system said."""
    return row_of(row.said, line=row.line, source_id=row.source_id)


def held_candidates(row: HeldRow, *, reader: User) -> list[Candidate]:
    """Whom the row may mean, among those the reader may see, the likeliest first."""
    return candidates_for(told_of(read(row)), reader=reader)


def facts_beside(row: HeldRow, *, reader: User) -> list[Beside]:
    """Where row and record differ, fact by fact; who sees the index card alone is told that a place differs, not how."""
    person = row.person
    if person is None:
        return []
    is_open = level(reader, person) == Level.RECORD
    home = (
        Address.objects.visible_to(reader)
        .filter(person=person, ends_on__isnull=True)
        .order_by("-starts_on", "-pk")
        .first()
    )
    says = {
        "forename": person.forename, "surname": person.surname,
        "born_on": _day(person.born_on), "expected_on": _day(person.expected_on), "died_on": _day(person.died_on),
        "sex": str(Sex(person.sex).label) if person.sex != Sex.UNKNOWN else "",
        "nhs_number": person.nhs_number, "upn": person.upn, "local_id": person.local_id,
        "lines": home.lines if home else "", "postcode": home.postcode if home else "",
    }  # fmt: skip
    told = read(row)
    said = row.said | {name: _day(getattr(told, name)) for name in ("born_on", "expected_on", "died_on")}
    if "sex" in said:
        said["sex"] = str(Sex(said["sex"]).label)
    return [
        Beside(
            label=WORDS[fact],
            record=", ".join(filter(None, (says.get(name, "") for name in FACTS[fact]))),
            row=", ".join(filter(None, (said.get(name, "") for name in FACTS[fact]))),
            is_shown=is_open or fact in ON_THE_CARD,
        )
        for fact in row.facts
    ]


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def pairs(reader: User) -> QuerySet[LinkagePair]:
    """Pairs that wait, the likeliest first; nobody whom the reader may not know of, and nobody settled."""
    seen = Person.objects.visible_to(reader)
    either = Q(survivor=OuterRef("left"), merged=OuterRef("right")) | Q(
        survivor=OuterRef("right"), merged=OuterRef("left")
    )
    found: QuerySet[LinkagePair] = (
        LinkagePair.objects.visible_to(reader)
        .waiting()
        .filter(left__in=seen, right__in=seen)
        .exclude(left__survivor__isnull=False, left__survivor=F("right__survivor"))
        .exclude(Exists(Merge.objects.filter(either)))
        .select_related("left", "right", "answered_by")
        .order_by("-probability", "pk")
    )
    return found


def pair(public_id: UUID, *, reader: User) -> LinkagePair:
    row: LinkagePair | None = pairs(reader).filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such pair.")
    return row


def next_pair(after: LinkagePair, *, reader: User) -> LinkagePair | None:
    return pairs(reader).exclude(pk=after.pk).first()


def pair_likeness(row: LinkagePair, *, reader: User) -> Likeness:
    """What the two records say of being one, in words alone."""
    known = known_of([row.left, row.right], reader=reader)
    return compare(known[row.left_id], known[row.right_id])


def import_runs(reader: User) -> QuerySet[ImportRun]:
    """Files taken in, the newest first."""
    found: QuerySet[ImportRun] = ImportRun.objects.visible_to(reader).order_by("-recorded_at", "-pk")
    return found


def import_run(public_id: UUID, *, reader: User) -> ImportRun:
    row: ImportRun | None = ImportRun.objects.visible_to(reader).filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such file.")
    return row


def import_lines(run: ImportRun, *, reader: User, outcome: str = "") -> QuerySet[ImportLine]:
    """What became of its rows where a person should know."""
    found: QuerySet[ImportLine] = ImportLine.objects.visible_to(reader).filter(run=run).order_by("line", "pk")
    return found.filter(outcome=outcome) if outcome else found
