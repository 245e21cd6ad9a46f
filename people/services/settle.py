"""A person says who a row of another system is, or which of two facts is right; the machine writes the rest."""

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound, WrongState
from core.history import acting
from outbox.services import once
from people.clusters import survivor_of
from people.enums import HeldWhy, Level, Restriction, Settled
from people.matching.blind import hidden_people
from people.models import HeldRow, Person, SourceRecord, SourceSaying
from people.onboarding.known import told_of
from people.onboarding.rows import Row, row_of
from people.onboarding.weighing import weigh, without_places
from people.selectors.levels import level
from people.services.onboard_facts import (
    NUMBERS,
    Agencies,
    add_alias,
    has_safe_address,
    is_free,
    link_facts,
    record_says,
    write_facts,
)
from people.services.onboard_held import answer as write_answer
from people.services.onboard_held import tell_of_hidden_row
from people.services.onboard_people import write_new

ANSWERS: dict[str, tuple[Settled, ...]] = {
    HeldWhy.KNOWN: (Settled.SAME, Settled.NEW, Settled.UNSURE),
    HeldWhy.CHANGED: (Settled.TAKEN, Settled.KEPT, Settled.UNSURE),
}
SHORTEST = 5


@transaction.atomic
def settle_row(
    *, row: HeldRow, by: User, answer: str, reason: str, person: Person | None = None, key: str = ""
) -> HeldRow:
    """The same person, somebody new, which fact is right, or not sure yet; with the reason."""

    def write() -> str:
        held: HeldRow = HeldRow.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if not HeldRow.objects.visible_to(by).filter(pk=held.pk).exists():
            raise NotFound("There is no such row.")
        if not held.is_restricted:
            require(by, Permission.PERSON_SETTLE)
        if held.answer not in ("", Settled.UNSURE):
            raise WrongState("Somebody has settled this row already.")
        if answer not in ANSWERS[held.why]:
            raise DomainError("Choose an answer.", field="answer")
        if len(reason.strip()) < SHORTEST:
            raise DomainError("Say in a few words how you know.", field="reason")
        with acting(by=by, reason=f"row settled: {answer}"):
            _settle(held, answer, person, by=by, reason=reason.strip())
        return str(held.public_id)

    found: HeldRow = HeldRow.objects.get(public_id=once(by=by, action="row.settle", key=key, do=write))
    return found


def _settle(held: HeldRow, answer: str, person: Person | None, *, by: User, reason: str) -> None:
    read = row_of(held.said, line=held.line, source_id=held.source_id)
    if answer == Settled.SAME:
        held.person = _same(held, read, person, by=by)
    elif answer == Settled.NEW:
        hidden = None if held.is_restricted else _means_hidden(read)
        if hidden is not None:
            # Safety o: whoever settles sees a row settled; the named list finds it waiting, and nobody stands twice.
            held.is_restricted, held.blind_match = True, hidden
            held.version += 1
            held.save(update_fields=["is_restricted", "blind_match", "version"])
            tell_of_hidden_row(held)
            return
        held.person = _new(held, read, by=by)
    elif answer in (Settled.TAKEN, Settled.KEPT):
        _decide(held, by=by, is_taken=answer == Settled.TAKEN)
    write_answer(held, answer, by=by, reason=reason)


def _means_hidden(read: Row) -> Person | None:
    """Somebody restricted whom the row names likelier than not, or by a number."""
    likely = hidden_people(told_of(read))
    for name in NUMBERS:
        if value := getattr(read, name):
            likely += Person.objects.filter(**{name: value}).exclude(restriction=Restriction.NONE)
    return likely[0] if likely else None


def _same(held: HeldRow, read: Row, person: Person | None, *, by: User) -> Person:
    if person is None:
        raise DomainError("Choose who it is.", field="person")
    if level(by, person) == Level.NONE:
        raise NotFound("There is no such record.")
    whole = survivor_of(person)
    _name(held, read, whole, by=by)
    link_facts(person=whole, row=read, run=held.run, agencies=Agencies(), by=by)
    add_alias(person=whole, now=held.said, by=by)
    return whole


def _new(held: HeldRow, read: Row, *, by: User) -> Person:
    """Somebody new, as the import would have written them; a number that somebody has stays theirs."""
    stamp = {"recorded_at": clock.now(), "recorded_by": by}
    numbers = {name: getattr(read, name) for name in NUMBERS}
    made = Person(
        forename=read.forename, surname=read.surname, born_on=read.born_on, expected_on=read.expected_on,
        birth_certainty="EXACT" if read.born_on else "UNKNOWN", sex=read.sex, died_on=read.died_on, **stamp,
    )  # fmt: skip
    for name, value in numbers.items():
        if value and is_free(made, name, value):
            setattr(made, name, value)
    write_new(run=held.run, new=[(read, made)], agencies=Agencies(), stamp=stamp)
    _name(held, read, made, by=by)
    return made


def _name(held: HeldRow, read: Row, person: Person, *, by: User) -> None:
    """Who they are in the other system from now on."""
    stamp = {"recorded_at": clock.now(), "recorded_by": by}
    record, is_made = SourceRecord.objects.get_or_create(
        kind=held.kind, source_id=held.source_id, defaults={"person": person, **stamp}
    )
    if not is_made:
        raise WrongState("A later extract has settled this row already.")
    said = without_places(held.said) if has_safe_address(person) else held.said
    SourceSaying.objects.create(record=record, said=said, said_on=held.run.extract_on, **stamp)


def _decide(held: HeldRow, *, by: User, is_taken: bool) -> None:
    """Which of two facts is right; either way the other system is not asked about it again until it says otherwise."""
    record = SourceRecord.objects.select_related("person").get(kind=held.kind, source_id=held.source_id)
    person = survivor_of(record.person)
    if level(by, person) == Level.NONE:
        raise NotFound("There is no such record.")
    last = SourceSaying.objects.filter(record=record).order_by("-pk").first()
    before = last.said if last else {}
    now = without_places(held.said) if has_safe_address(person) else held.said
    if is_taken:
        require(by, Permission.PERSON_WRITE)
        weighed = weigh(now=now, before=before, record=record_says(person, now=now))
        wanted = {*weighed.write, *weighed.decide}
        left = write_facts(
            person=person, facts=[fact for fact in held.facts if fact in wanted], now=now, before=before,
            run=held.run, agencies=Agencies(), by=by,
        )  # fmt: skip
        if left:
            raise DomainError(f"This cannot be written: {'; '.join(left)}.", field="answer")
    said_on = max(held.run.extract_on, last.said_on) if last else held.run.extract_on
    SourceSaying.objects.create(
        record=record, said=before | now, said_on=said_on, recorded_at=clock.now(), recorded_by=by
    )
