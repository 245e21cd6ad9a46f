"""Merge, work on, unmerge, in any order: in the end every record is as though nothing had ever been merged."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from casework.cases import services as cases
from casework.cases.models import CaseNote, ChronologyEntry
from core import clock
from core.errors import DomainError
from people import services
from people.enums import InvolvementKind, Level, StatusKind
from people.models import (
    Address,
    ContactPoint,
    Involvement,
    Merge,
    Person,
    PersonName,
    PersonStatus,
    Relationship,
    SafeAddress,
    Sighting,
)
from people.selectors import get_person, identities, level
from tests.casework.arrange import case_of
from tests.people.merging import WHY, open_to_manager
from tests.personas import Personas

pytestmark = pytest.mark.django_db

COUNT = 4
NUMBERS = ("9990000034", "9990000042", "9990000050")
READERS = ("social_worker", "social_worker_other", "duty", "referrer", "team_manager")
# Columns that tell of the record's own life, not of the person.
APART = frozenset(
    {
        "id",
        "public_id",
        "version",
        "recorded_at",
        "person",
        "started_at",
        "ended_at",
        "source",
        "source_public_id",
    }
)
STATUSES = (StatusKind.EARLY_HELP, StatusKind.PROTECTION, StatusKind.CARE_LEAVER)
# Every table that is compared row by row, and the column that names the person.
ABOUT: dict[type[models.Model], str] = {
    Address: "person", ChronologyEntry: "person", ContactPoint: "person", Involvement: "person", PersonName: "person",
    PersonStatus: "person", Relationship: "other", SafeAddress: "person", Sighting: "person",
}  # fmt: skip

Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("merge", "merge", "merge", "undo", "name", "move", "phone", "safe", "involve", "restrict"),
                *("number", "status", "status_end", "note", "seen", "relate", "leave", "phone_end"),
            ]
        ),
        st.integers(0, COUNT - 1),
        st.integers(0, COUNT - 1),
    ),
    min_size=3,
    max_size=14,
)
# Every kind of work, on the second of two records while they are read as one, and the parting.
EVERY_KIND: list[Step] = [
    ("merge", 0, 1),
    *(
        (act, 1, 0)
        for act in ("name", "move", "phone", "safe", "involve", "number", "status", "note", "seen")
    ),
    *((act, 1, 0) for act in ("relate", "leave", "phone_end", "status_end", "restrict", "undo")),
]


class World:
    """Some records that are merged and parted, and beside them their shadows, worked on alike and never merged.

    The first has an open case, so that notes are written and the chronology grows while it is read as one with others.
    """

    def __init__(self, personas: Personas) -> None:
        self.personas = personas
        self.people = [self._one(f"Real{n}") for n in range(COUNT)]
        self.shadows = [self._one(f"Real{n}") for n in range(COUNT)]
        self.mother = services.create_person(by=personas.system, forename="Demo", surname="Demomother")
        self.cases = [case_of(personas, person=each) for each in (self.people[0], self.shadows[0])]
        self.done = Counter[str]()

    def _one(self, name: str) -> Person:
        person = services.create_person(by=self.personas.system, forename=name, surname="Demochild")
        open_to_manager(self.personas, person)
        return person

    def play(self, step: Step, at: int) -> None:
        act, first, second = step
        if act == "merge":
            self._merge(first, second)
        elif act == "undo":
            self._undo(first)
        else:
            self._work(act, first, second, at)
        self._one_policy()

    def _merge(self, first: int, second: int) -> None:
        kept, other = (Person.objects.get(pk=self.people[n].pk) for n in (first, second))
        try:
            with transaction.atomic():
                services.merge_people(
                    survivor=kept, merged=other, by=self.personas.front_door_manager, reason=WHY
                )
        except DomainError:
            # A record with itself, one that was merged already, or both under a plan.
            merged = kept.merged_into_id or other.merged_into_id
            assert kept == other or merged or services.merge_refusals(kept, other)
        else:
            self.done["merge"] += 1

    def _undo(self, number: int) -> None:
        standing = list(Merge.objects.standing().order_by("pk"))
        if standing:
            services.undo_merge(
                merge=standing[number % len(standing)], by=self.personas.front_door_manager, reason=WHY
            )

    def _work(self, act: str, first: int, second: int, at: int) -> None:
        """Work begun from any of the addresses lands on the record that survived, and on its shadow alone."""
        manager = self.personas.front_door_manager
        target = get_person(self.people[first].public_id, reader=manager)
        shadow = Person.objects.get(pk=self.shadows[[each.pk for each in self.people].index(target.pk)].pk)
        if act in ON_ROWS:
            self._on_a_row(act, target, second, at)
            return
        if act == "note":
            self._note(target, at)
            return
        if act == "number":
            # Whether a number is free depends on who is one with whom; the shadow may not have one of its own kind.
            self._number(target, NUMBERS[second % len(NUMBERS)])
            return
        try:
            with transaction.atomic():
                WORK[act](self, target, at)
        except DomainError:
            # Refused for what the other record has or forbids: then the shadow is not worked on either.
            return
        WORK[act](self, shadow, at)
        self.done[act] += 1

    def _note(self, target: Person, at: int) -> None:
        """On the one open case, whichever of the records it was come to by."""
        if self.people[0].pk not in identities(target):
            return
        for case in self.cases:
            try:
                with transaction.atomic():
                    cases.write_note(
                        case=case, by=self._reader("social_worker"), kind="TELEPHONE", happened_on=date(2026, 1, 1 + at),
                        facts=f"Rang at {at}.", opinion="Worried.", is_significant=True, summary=f"Call {at}",
                        significance="HARM",
                    )  # fmt: skip
            except DomainError:
                # The worker is not on the list of the strictest: nothing was written on the record, nor on its shadow.
                return
        self.done["note"] += 1

    def _on_a_row(self, act: str, target: Person, number: int, at: int) -> None:
        """A row of whichever of the records it was recorded under: it stays there, and its shadow's changes alike."""
        model, still, change = ON_ROWS[act]
        whole = identities(target)
        rows = list(model._default_manager.filter(person__in=whole, **still).order_by("pk"))
        if not rows:
            return
        row = rows[number % len(rows)]
        if isinstance(row, PersonStatus):
            # Of two alike on two identities the older ends.
            row = min(
                (each for each in rows if each.kind == row.kind), key=lambda each: (each.started_on, each.pk)
            )
        place = [each.pk for each in self.people].index(row.person_id)
        alike = [
            each
            for each in model._default_manager.filter(person=self.shadows[place], **still).order_by("pk")
            if _told(each) == _told(row)
        ]
        change(self, row, at)
        change(self, alike[0], at)
        self.done[act] += 1

    def _number(self, target: Person, number: str) -> None:
        before = target.nhs_number
        if before:
            return
        holders = set(Person.objects.filter(nhs_number=number).values_list("pk", flat=True))
        if holders - set(identities(target)) or holders & {row.pk for row in self.shadows}:
            return
        services.update_person(
            person=target, by=self.personas.system, version=target.version, nhs_number=number
        )
        if not holders:
            self.expected_numbers()[target.pk] = number

    def expected_numbers(self) -> dict[int, str]:
        found: dict[int, str] = self.__dict__.setdefault("_numbers", {})
        return found

    def _one_policy(self) -> None:
        """Whoever is read as one is seen alike by everybody, under one restriction."""
        for person in Person.objects.filter(pk__in=[each.pk for each in self.people], survivor__isnull=False):
            root = Person.objects.get(cluster__pk=person.pk)
            assert root.merged_into_id is None and person.restriction == root.restriction
            assert level(self._reader("social_worker"), person) == level(self._reader("social_worker"), root)

    def _reader(self, name: str) -> User:
        return User.objects.get(pk=getattr(self.personas, name).pk)

    def part_all(self) -> None:
        while (row := Merge.objects.standing().order_by("pk").first()) is not None:
            services.undo_merge(merge=row, by=self.personas.front_door_manager, reason=WHY)

    def compare(self) -> None:
        for real, shadow in zip(self.people, self.shadows, strict=True):
            number = self.expected_numbers().get(real.pk, "")
            assert _facts(real) == _facts(shadow) | {"nhs_number": number}
            for model in ABOUT:
                assert _rows(model, real) == _rows(model, shadow), model
            for name in READERS:
                reader = self._reader(name)
                assert level(reader, real) == level(reader, shadow), name
                if level(reader, real) == Level.RECORD:
                    safe = SafeAddress.objects.visible_to(reader)
                    assert safe.filter(person=real).count() == safe.filter(person=shadow).count()
        kept, alike = (CaseNote.objects.filter(case=each).order_by("pk") for each in self.cases)
        said = "facts", "opinion", "happened_on", "due_on"
        assert list(kept.values_list(*said)) == list(alike.values_list(*said))


def _facts(person: Person) -> dict[str, Any]:
    row = Person.objects.get(pk=person.pk)
    return {field.attname: getattr(row, field.attname) for field in _own(Person)}


def _rows(model: type[models.Model], person: Person) -> list[tuple[Any, ...]]:
    names = [field.attname for field in _own(model) if field.name != ABOUT[model]]
    return sorted(model._default_manager.filter(**{ABOUT[model]: person}).values_list(*names), key=str)


def _told(row: models.Model) -> tuple[Any, ...]:
    return tuple(str(getattr(row, field.attname)) for field in _own(type(row)))


def _own(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    return [field for field in model._meta.concrete_fields if field.name not in APART]


Work = Callable[[World, Person, int], object]
WORK: dict[str, Work] = {
    "name": lambda world, person, at: services.add_name(
        person=person, by=world.personas.system, forename=f"Name{at}", surname="Demochild"
    ),
    "move": lambda world, person, at: services.move_to(
        person=person, by=world.personas.system, lines=f"{at} Demo Street", starts_on=date(2026, 1, 1 + at)
    ),
    "phone": lambda world, person, at: services.add_contact_point(
        person=person, by=world.personas.system, kind="PHONE", value=f"0161 496 00{at:02}"
    ),
    "safe": lambda world, person, at: services.add_safe_address(
        person=person, by=world.personas.system, lines=f"Refuge {at}", reason="Violence", starts_on=date(2026, 1, 1)
    ),
    "involve": lambda world, person, at: services.involve(
        person=person, by=world.personas.system, kind=InvolvementKind.CO_WORKER,
        user=(world.personas.social_worker, world.personas.social_worker_other)[at % 2],
    ),
    "restrict": lambda world, person, at: _restrict(world, person),
    "status": lambda world, person, at: services.set_status(
        person=person, by=world.personas.system, kind=STATUSES[at % len(STATUSES)], started_on=date(2026, 1, 1 + at)
    ),
    "seen": lambda world, person, at: services.record_sighting(
        person=person, by=world.personas.system, seen_by=world.personas.social_worker, alone=at % 2 == 0,
        seen_at=clock.at_local(date(2026, 1, 1 + at), 10),
    ),
    "relate": lambda world, person, at: services.relate(
        person=world.mother, other=person, kind="PARENT", by=world.personas.system, starts_on=date(2026, 1, 1),
        quality=("CLOSE", "CONFLICT")[at % 2],
    ),
}  # fmt: skip
# What is done to a row, wherever it was recorded: its model, which rows may be meant, and the service.
RowWork = tuple[type[models.Model], dict[str, Any], Callable[[World, Any, int], object]]
ON_ROWS: dict[str, RowWork] = {
    "status_end": (PersonStatus, {"ended_on__isnull": True}, lambda world, row, at: services.end_status(
        person=row.person, kind=row.kind, by=world.personas.system, ended_on=clock.today()
    )),
    "leave": (Involvement, {"ended_at__isnull": True, "kind": "CO_WORKER", "user__username__startswith": "social"},
        lambda world, row, at: services.end_involvement(
            involvement=row, by=world.personas.system, reason=f"Left at {at}"
    )),
    "phone_end": (ContactPoint, {"ended_at__isnull": True}, lambda world, row, at: services.end_contact_point(
        point=row, by=world.personas.system, reason=f"Not theirs since {at}"
    )),
}  # fmt: skip


def _restrict(world: World, person: Person) -> None:
    """Named first, so that the manager who parts the records stays among those who may know."""
    by = world.personas.system
    services.name_on_list(
        by=by, user=world.personas.front_door_manager, person=person, reason="On duty at the front door"
    )
    services.restrict(person=person, by=by, restriction="RESTRICTED", reason="A colleague's family")


def _end_as_though_never_merged(personas: Personas, played: list[Step]) -> Counter[str]:
    with transaction.atomic():
        world = World(personas)
        for at, step in enumerate(played):
            world.play(step, at)
        world.part_all()
        world.compare()
        transaction.set_rollback(True)
    return world.done


@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(played=steps)
@example(played=EVERY_KIND)
def test_every_record_ends_as_though_it_had_never_been_merged(personas: Personas, played: list[Step]) -> None:
    _end_as_though_never_merged(personas, played)


@pytest.mark.long
@pytest.mark.timeout(3000)
def test_the_same_over_many_more_sequences(personas: Personas) -> None:
    """Each kind of work is done while records are read as one, or the sequences would say nothing of it."""
    done = Counter[str]()

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(played=steps)
    @example(played=EVERY_KIND)
    def play(played: list[Step]) -> None:
        done.update(_end_as_though_never_merged(personas, played))

    play()
    print(dict(done))
    assert set(done) >= {"merge", *WORK, *ON_ROWS, "note"}
