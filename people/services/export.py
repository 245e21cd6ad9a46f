"""People as a file, for those entitled: no more than the reader's own pages show, and written down person by person."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Q

from accounts.access import held, require
from accounts.enums import UserKind
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotPermitted
from core.history import acting
from people.enums import COMMUNAL, AccessAct
from people.models import AccessLog, Address, Person, SafeAddress
from people.visibility import record_visible

HEAD = (
    "public_id", "forename", "surname", "date_of_birth", "expected_date", "sex", "nhs_number", "upn", "address",
    "postcode",
)  # fmt: skip
AT_ONCE = 500


@transaction.atomic
def export_people(*, by: User, purpose: str) -> list[tuple[str, ...]]:
    """Everybody whose record is open to the reader, with the address where none is confidential (safety l)."""
    require(by, Permission.REPORT_READ)
    if by.kind != UserKind.HUMAN:
        raise NotPermitted("A file of people is made by a member of staff, who answers for it.")
    if len(purpose.strip()) < 10:
        raise DomainError("Say in a few words what the file is for.", field="purpose")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
    people = list(record_visible(by).filter(merged_into__isnull=True).order_by("surname", "forename", "pk"))
    homes = _homes(people, by=by)
    roles = ",".join(sorted(held(by).roles))[:60]
    with acting(by=by, reason=f"export: {purpose.strip()}"):
        AccessLog.objects.bulk_create(
            (
                AccessLog(
                    person=person, by=by, at=clock.now(), act=AccessAct.PAPER,
                    purpose=f"Export: {purpose.strip()}"[:240], roles=roles,
                )
                for person in people
            ),
            batch_size=AT_ONCE,
        )  # fmt: skip
    return [_line(person, homes.get(person.pk)) for person in people]


def _homes(people: list[Person], *, by: User) -> dict[int, Address]:
    """Where they live now; nothing at all of anybody who has a confidential address, under either record."""
    now = clock.today()
    safe = SafeAddress.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=now))
    hidden = set(safe.values_list("person_id", flat=True))
    hidden |= set(
        Person.objects.filter(
            survivor__in=Person.objects.filter(pk__in=hidden).values("survivor")
        ).values_list("pk", flat=True)
    )
    rows = (
        Address.objects.visible_to(by)
        .filter(person__in=people, ends_on__isnull=True)
        .exclude(kind__in=COMMUNAL)
        .exclude(person__in=hidden)
        .order_by("starts_on", "pk")
    )
    return {row.person_id: row for row in rows}


def _line(person: Person, home: Address | None) -> tuple[str, ...]:
    return (
        str(person.public_id), person.forename, person.surname,
        person.born_on.isoformat() if person.born_on else "",
        person.expected_on.isoformat() if person.expected_on else "",
        person.sex, person.nhs_number, person.upn, home.lines if home else "", home.postcode if home else "",
    )  # fmt: skip


def lines_of(rows: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """With the names of the columns; a cell that a spreadsheet would run is made plain text."""
    yield HEAD
    for row in rows:
        yield tuple(f"'{cell}" if _runs(cell) else cell for cell in row)


def _runs(cell: str) -> bool:
    """Begins as a formula does, after whatever blanks, in wide letters too."""
    return cell[:1] in {"\t", "\r", "\n"} or cell.lstrip()[:1] in set("=+-@\uff1d\uff0b\uff0d\uff20")
