"""The daily look through the access log finds every planted snooper and leaves ordinary work alone (security.md T1)."""

import random
from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from core import clock
from core.errors import NotPermitted, WrongState
from governance.access_audit import services
from governance.access_audit.enums import Finding, Oddity
from governance.access_audit.models import OddAccess
from outbox.models import Notice
from people import services as people
from people.enums import AccessAct, InvolvementKind, StaffLinkKind
from people.models import AccessLog, Person
from tests.personas import Personas

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 2)  # a Tuesday
ORDINARY = 1200
# Who is at work in an ordinary day, and what their readings rest on.
WORKERS = (
    "social_worker",
    "social_worker_colleague",
    "team_manager",
    "health_visitor",
    "lead_professional",
    "chair",
)


def read(user: User, person: Person, *, at: datetime, act: AccessAct = AccessAct.OPEN) -> None:
    AccessLog.objects.create(person=person, by=user, at=at, act=act, purpose="Person page")


def child(personas: Personas, surname: str, *workers: User) -> Person:
    person = people.create_person(by=personas.system, forename="Demo", surname=surname)
    for user in workers:
        people.involve(
            person=person, kind=InvolvementKind.CO_WORKER, user=user, by=personas.system,
            at=clock.at_local(date(2026, 1, 5)),
        )  # fmt: skip
    return person


def ordinary_day(personas: Personas, rng: random.Random) -> int:
    """Work as it is: own cases in hours and in the evening, siblings of own cases, cards looked up in hours."""
    workers = [getattr(personas, name) for name in WORKERS]
    own = {user.pk: [child(personas, f"Own{user.pk}x{n}", user) for n in range(8)] for user in workers}
    siblings = {}
    for user in workers:
        other = child(personas, f"Sibling{user.pk}")
        people.relate(person=other, other=own[user.pk][0], kind="SIBLING", by=personas.system,
                      starts_on=date(2026, 1, 1))  # fmt: skip
        siblings[user.pk] = other
    strangers = [child(personas, f"Stranger{n}") for n in range(60)]
    rows = []
    for number in range(ORDINARY):
        user = workers[number % len(workers)]
        kind = rng.random()
        if kind < 0.85:
            person, act, hour = rng.choice(own[user.pk]), AccessAct.OPEN, rng.randrange(7, 22)
        elif kind < 0.93:
            person, act, hour = siblings[user.pk], AccessAct.OPEN, rng.randrange(8, 18)
        else:
            person, act, hour = rng.choice(strangers[:12]), AccessAct.CARD, rng.randrange(8, 18)
        at = clock.at_local(DAY, hour, rng.randrange(60))
        rows.append(AccessLog(person=person, by=user, at=at, act=act, purpose="Person page"))
    AccessLog.objects.bulk_create(rows)
    return len({row.by_id for row in rows})


def plant(personas: Personas) -> set[tuple[int, int, str]]:
    """One snooper of each kind: (worker, person, why)."""
    noon, night = clock.at_local(DAY, 12), clock.at_local(DAY, 23)
    planted = set()

    def snoop(
        name: str, person: Person, why: str, at: datetime = noon, act: AccessAct = AccessAct.OPEN
    ) -> None:
        user = getattr(personas, name)
        read(user, person, at=at, act=act)
        planted.add((user.pk, person.pk, why))

    people.link_staff(
        user=personas.duty,
        person=(own := child(personas, "Mine")),
        kind=StaffLinkKind.SELF,
        by=personas.system,
    )
    people.move_to(person=own, by=personas.system, lines="5 Demo Row", postcode="M33 7ZZ")
    neighbour = child(personas, "Nextdoor")
    people.move_to(person=neighbour, by=personas.system, lines="5 Demo Row", postcode="M33 7ZZ")
    snoop("duty", neighbour, Oddity.OWN_ADDRESS, act=AccessAct.CARD)
    declared = child(personas, "Nephew", personas.edt)
    people.link_staff(user=personas.edt, person=declared, kind=StaffLinkKind.FAMILY, by=personas.system)
    snoop("edt", declared, Oddity.OWN_PEOPLE)
    snoop("business_support", child(personas, "Support"), Oddity.OWN_SURNAME, act=AccessAct.CARD)
    snoop("social_worker_other", child(personas, "Unlinked"), Oddity.NO_LINK)
    snoop("adult_practitioner", child(personas, "Late"), Oddity.OUT_OF_HOURS, at=night, act=AccessAct.CARD)
    hidden = child(personas, "Hidden")
    people.restrict(person=hidden, by=personas.system, restriction="RESTRICTED", reason="Staff family")
    snoop("camhs_nurse", hidden, Oddity.HIDDEN, act=AccessAct.SEARCH)
    browsed = [child(personas, f"Browsed{n}") for n in range(services.MANY + 1)]
    for person in browsed:
        read(personas.team_manager_other, person, at=noon, act=AccessAct.CARD)
    planted.add((personas.team_manager_other.pk, browsed[0].pk, Oddity.MANY))
    return planted


def test_every_planted_snooper_is_found_and_false_alarms_are_few(personas: Personas) -> None:
    people_at_work = ordinary_day(personas, random.Random(1907))
    planted = plant(personas)
    services.look_through(day=DAY)
    found = {(row.user_id, row.person_id, why) for row in OddAccess.objects.filter(on=DAY) for why in row.why}
    assert planted <= found, f"missed {planted - found}"
    snoopers = {(user, person) for user, person, _ in planted}
    false = {(user, person) for user, person, _ in found} - snoopers
    print(
        f"\n{len(planted)} planted, all found; {len(false)} false of {ORDINARY} readings by {people_at_work} people"
    )
    assert len(false) == 0


def test_the_same_day_is_looked_through_once_and_the_officer_told_once(personas: Personas) -> None:
    read(personas.social_worker_other, child(personas, "Unlinked"), at=clock.at_local(DAY, 12))
    assert services.look_through(day=DAY) == 1
    assert services.look_through(day=DAY) == 0
    assert OddAccess.objects.count() == 1
    assert Notice.objects.filter(to=personas.data_protection, kind="ODD_ACCESS").count() == 1


def test_work_explains_a_reading(personas: Personas) -> None:
    """Cover, the manager of a worker, an own concern: none of them is odd."""
    kid = child(personas, "Covered", personas.social_worker)
    read(personas.team_manager, kid, at=clock.at_local(DAY, 12))
    from accounts.models import Absence

    Absence.objects.create(user=personas.social_worker, kind="LEAVE", cover=personas.social_worker_other,
                           starts_on=DAY, ends_on=DAY)  # fmt: skip
    read(personas.social_worker_other, kid, at=clock.at_local(DAY, 12))
    assert services.look_through(day=DAY) == 0


def test_what_was_found_is_written_once_and_never_of_oneself(personas: Personas) -> None:
    kid = child(personas, "Unlinked")
    for user in (personas.social_worker_other, personas.data_protection):
        read(user, kid, at=clock.at_local(DAY, 12))
    services.look_through(day=DAY)
    other = OddAccess.objects.get(user=personas.social_worker_other)
    own = OddAccess.objects.get(user=personas.data_protection)
    said = {"finding": Finding.SPOKEN_TO, "note": "Was asked on the telephone by the school"}
    with pytest.raises(NotPermitted):
        services.review(row=own, by=personas.data_protection, **said)
    with pytest.raises(NotPermitted):
        services.review(row=other, by=personas.team_manager, **said)
    services.review(row=other, by=personas.data_protection, **said)
    with pytest.raises(WrongState):
        services.review(row=other, by=personas.data_protection, **said)
    assert timedelta(0) <= clock.now() - OddAccess.objects.get(pk=other.pk).reviewed_at < timedelta(hours=1)  # type: ignore[operator]
