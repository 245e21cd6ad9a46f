"""What is about no child: colleagues, jobs, notices; and a break-glass opening of each record."""

from collections.abc import Callable
from datetime import timedelta

from accounts.models import Agency, Team
from core import clock
from governance.models import FamilyPrint, OddAccess
from people import services as people
from people.enums import BreakGlassReason, GrantKind
from people.models import (
    AccessRequest,
    Grant,
    HeldRow,
    ImportRun,
    LinkagePair,
    Merge,
    MergeProposal,
    Person,
    SafeAddress,
    StaffLink,
)
from referrals.allegations import services as allegations
from referrals.models import DutyShift
from tests.access.oracle import RELATIONS
from tests.access.world import World

HOURS = timedelta(hours=4)


def opened_in_emergency(world: World) -> None:
    """The chair broke the glass at every record an hour ago and is let out again: somebody is to look at it."""
    now, by = clock.now(), world.personas.system
    for relation in RELATIONS:
        grant = Grant.objects.create(
            person=world.people[relation], user=world.personas.chair, kind=GrantKind.BREAK_GLASS, starts_at=now,
            ends_at=now, reason="A colleague was at the door and could wait no longer",
            reason_code=BreakGlassReason.COVER, recorded_at=now, recorded_by=by,
        )  # fmt: skip
        world.keep("grant", relation, grant)


def asked_and_found(world: World) -> None:
    """About each record: a request to a director, an odd reading, a print for the family, consent, a warning."""
    now, by, users = clock.now(), world.personas.system, world.personas
    for relation in RELATIONS:
        person = world.people[relation]
        common = {"person": person, "recorded_at": now, "recorded_by": by}
        asked = AccessRequest.objects.create(
            asked_by=users.referrer,
            asked_at=now,
            reference="CN-26-99999",
            reason="Told by telephone",
            **common,
        )
        world.keep("access_request", relation, asked)
        odd = OddAccess.objects.create(
            on=clock.today(), user=users.stranger, why=["NO_LINK"], readings=1, **common
        )
        world.keep("odd", relation, odd)
        printed = FamilyPrint.objects.create(asked_by=by, asked_at=now, for_whom="Mother", **common)
        world.keep("family_print", relation, printed)
        consent = people.record_consent(
            person=person,
            by=by,
            answer="AGREED",
            given_by="Mother",
            scope="Early help",
            said_on=clock.today(),
        )
        world.keep("person.consent_id", relation, consent.public_id)
        warning = people.warn_staff(
            person=person, by=by, what="Steep stairs", review_on=clock.today() + timedelta(days=30)
        )
        world.keep("person.warning_id", relation, warning.public_id)
        world.keep("person.address_id", relation, SafeAddress.objects.get(person=person).public_id)
    hidden = world.people["restricted"]
    world.keep(
        "person.grant_id", "restricted", Grant.objects.get(person=hidden, kind=GrantKind.NAMED).public_id
    )
    world.keep("staff_link", "restricted", StaffLink.objects.get(person=hidden))


def among_colleagues(world: World) -> None:
    """One colleague of the directory, whoever asks."""
    world.keep("colleague", "-", world.personas.gp)
    world.keep("locality.code", "-", "N")
    world.keep("partner", "-", Agency.objects.get(name="Demo Practice"))
    world.keep("team", "-", Team.objects.get(name="Family Support South"))
    now, by = clock.now(), world.personas.system
    shift = DutyShift.objects.create(
        user=world.personas.seat_health, seat=world.personas.seat_health.agency, starts_at=now - HOURS, ends_at=now + HOURS,
        arrived_at=now, arrived_by=by, recorded_at=now, recorded_by=by,
    )  # fmt: skip
    world.keep("shift", "-", shift)
    world.keep("draft.slug", "-", "danger")
    world.keep("draft.number", "-", 1)


def merged_records(world: World) -> None:
    """Each child was recorded twice, and both records are read as one."""
    now, by = clock.now(), world.personas.system
    for relation in RELATIONS:
        person = Person.objects.get(pk=world.people[relation].pk)
        double = people.create_person(by=by, forename="Second", surname="Record")
        row = Merge.objects.create(
            survivor=person, merged=double, reason="One birth notification", recorded_at=now, recorded_by=by
        )
        double.merged_into = person
        for each in (person, double):
            each.survivor, each.own_restriction = person, each.restriction
            each.restriction = person.restriction
            each.save()
        world.keep("merge", relation, row)
        proposal = MergeProposal.objects.create(
            one=person, other=double, reason="One number on two letters", recorded_at=now, recorded_by=by
        )
        world.keep("merge_proposal", relation, proposal)
        world.keep("person.other_id", relation, double.public_id)


def against_a_worker(world: World) -> None:
    """An allegation that stands open, its list the designated officer alone."""
    row = allegations.open_allegation(
        by=world.personas.lado, what="Pushed a child against a wall", told_by="Demo Head, Demo School",
        subject_name="Demo Accused", employer="Demo School", works_with="CHILDREN",
    )  # fmt: skip
    row = allegations.consider_met(
        allegation=row, by=world.personas.lado, harm_tests=["HARMED"], reason="A child was hurt"
    )
    world.keep("allegation", "-", row)


def rows_that_wait(world: World) -> None:
    """Of each child a row of another system contradicts the record, and another record is like theirs."""
    stamp = {"recorded_at": clock.now(), "recorded_by": world.personas.system}
    run = ImportRun.objects.create(
        kind="child-health", file_name="demo.csv", sha256="0" * 64, extract_on=clock.today(), **stamp
    )
    world.keep("run", "-", run)
    for relation in RELATIONS:
        person = Person.objects.get(pk=world.people[relation].pk)
        hidden = person if relation == "restricted" else None
        said = {"forename": person.forename, "surname": person.surname, "born_on": "2016-02-03"}
        held = HeldRow.objects.create(
            kind=run.kind, source_id=relation, run=run, line=2, why="CHANGED", said=said, facts=["born"],
            person=person, blind_match=hidden, is_restricted=hidden is not None, **stamp,
        )  # fmt: skip
        other = people.create_person(by=world.personas.system, forename="Demo", surname="Zqlike")
        pair = LinkagePair.objects.create(left=person, right=other, probability=0.8, **stamp)
        world.keep("held", relation, held)
        world.keep("pair", relation, pair)


COMMON: tuple[Callable[[World], None], ...] = (
    opened_in_emergency,
    asked_and_found,
    among_colleagues,
    merged_records,
    against_a_worker,
    rows_that_wait,
)
