"""One person through birth, new names, gender, death, moving out and adoption: nothing is rewritten."""

from datetime import date, timedelta

import pytest

from core import clock
from core.errors import DomainError, NotPermitted, StaleVersion, WrongState
from deadlines.models import Clock, ClockChange
from deadlines.services import start_clock
from outbox.models import Notice
from people import services
from people.enums import InvolvementKind, Level
from people.models import AdoptionLink, IdentityChange, Person, PersonName
from people.selectors import find_people, level
from tests.personas import Personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(personas: Personas) -> Person:
    person = services.create_person(
        by=personas.system, forename="Ada", surname="Demoearlier", born_on=date(2015, 3, 4), sex="F"
    )
    for user in (personas.team_manager, personas.social_worker):
        services.involve(person=person, kind=InvolvementKind.CO_WORKER, user=user, by=personas.system)
    return person


def test_an_unborn_child_is_born_on_the_same_record(personas: Personas) -> None:
    due = clock.today() + timedelta(days=20)
    unborn = services.create_person(by=personas.system, surname="Demoborn", expected_on=due)
    born = services.correct_birth(
        person=unborn, by=personas.duty, born_on=clock.today(), sex="M", reason="Birth notification"
    )
    assert born.pk == unborn.pk and born.public_id == unborn.public_id
    assert (born.born_on, born.expected_on, born.sex) == (clock.today(), None, "M")
    line = IdentityChange.objects.get(person=unborn)
    assert line.before.startswith("expected") and line.after.startswith("born")
    with pytest.raises(DomainError):
        services.correct_birth(person=born, by=personas.duty, expected_on=due, reason="Unborn again")


def test_a_corrected_birth_moves_the_clocks_that_hang_on_age_and_keeps_their_old_dates(
    personas: Personas, child: Person
) -> None:
    running = (
        start_clock(code="PR-18", subject=child, person=child, by=personas.system) if _has("PR-18") else None
    )
    code = running.code if running else _derived_code()
    running = running or start_clock(code=code, subject=child, person=child, by=personas.system)
    before = running.due_on
    services.correct_birth(
        person=child, by=personas.team_manager, born_on=date(2015, 4, 3), reason="Passport seen"
    )
    running.refresh_from_db()
    assert running.due_on == before + timedelta(days=30) or running.due_on != before
    assert ClockChange.objects.filter(clock=running, kind="REDERIVED").exists()
    line = IdentityChange.objects.get(person=child, fact="BIRTH")
    assert (line.before, line.after) == ("born 4 March 2015", "born 3 April 2015")


def _has(code: str) -> bool:
    from deadlines.models import ClockRule

    return ClockRule.objects.filter(code=code, derived_from="DATE_OF_BIRTH").exists()


def _derived_code() -> str:
    from deadlines.models import ClockRule

    rule = (
        ClockRule.objects.filter(derived_from="DATE_OF_BIRTH", valid_to__isnull=True).order_by("code").first()
    )
    assert rule is not None
    assert not Clock.objects.filter(code=rule.code).exists()
    return str(rule.code)


def test_a_new_name_keeps_the_former_one_findable(personas: Personas, child: Person) -> None:
    services.change_name(
        person=child, by=personas.social_worker, version=child.version, forename="Ada", surname="Demolater",
        since=clock.today(), reason="Deed poll seen",
    )  # fmt: skip
    assert find_people("Demoearlier", reader=personas.social_worker) == [child]
    assert find_people("Demolater", reader=personas.social_worker) == [child]
    assert PersonName.objects.get(person=child).kind == "FORMER"
    line = IdentityChange.objects.visible_to(personas.social_worker).get(person=child)
    assert (line.before, line.after) == ("Ada Demoearlier", "Ada Demolater")


def test_a_protected_former_name_is_met_by_nobody(personas: Personas, child: Person) -> None:
    services.change_name(
        person=child, by=personas.team_manager, version=child.version, forename="Adam", surname="Demoearlier",
        since=clock.today(), reason="Asked for by the young person", keep_former=False,
    )  # fmt: skip
    child.refresh_from_db()
    services.change_gender(
        person=child, by=personas.team_manager, version=child.version, gender_identity="Male", pronouns="he, him",
        sex="M", is_protected=True, reason="Asked for by the young person",
    )  # fmt: skip
    assert IdentityChange.objects.filter(person=child).count() == 3
    assert not IdentityChange.objects.visible_to(personas.social_worker).filter(person=child).exists()
    assert not PersonName.objects.filter(person=child).exists()
    child.refresh_from_db()
    assert (child.full_name, child.sex, child.pronouns) == ("Adam Demoearlier", "M", "he, him")


def test_a_stale_page_changes_no_name(personas: Personas, child: Person) -> None:
    services.update_person(person=child, by=personas.social_worker, version=child.version, religion="None")
    with pytest.raises(StaleVersion):
        services.change_name(
            person=child, by=personas.social_worker, version=child.version, forename="A", surname="B",
            since=clock.today(), reason="Heard",
        )  # fmt: skip


def test_a_death_tells_the_workers_and_keeps_the_record(personas: Personas, child: Person) -> None:
    row = services.record_death(
        person=child,
        by=personas.social_worker,
        version=child.version,
        died_on=clock.today(),
        reason="Hospital rang",
    )
    assert level(personas.social_worker, row) == Level.RECORD
    notice = Notice.objects.get(kind="PERSON_DIED")
    assert notice.to == personas.team_manager and "Ada" not in notice.reference
    with pytest.raises(WrongState):
        services.move_out(
            person=row,
            by=personas.social_worker,
            version=row.version,
            moved_out_on=clock.today(),
            reason="Away",
        )


def test_moving_out_ends_the_address_here(personas: Personas, child: Person) -> None:
    home = services.move_to(person=child, by=personas.system, lines="2 Demo Way", starts_on=date(2020, 1, 1))
    services.move_out(
        person=child,
        by=personas.social_worker,
        version=child.version,
        moved_out_on=clock.today(),
        reason="Leeds",
    )
    home.refresh_from_db()
    assert home.ends_on == clock.today()


ADOPTED = {
    "forename": "Rose",
    "surname": "Demonew",
    "ordered_on": date(2026, 5, 5),
    "reason": "Demo Family Court 7",
}


def test_an_adopted_child_has_a_new_record_and_the_old_file_is_sealed(
    personas: Personas, child: Person
) -> None:
    new = services.adopt(person=child, by=personas.team_manager, version=child.version, **ADOPTED)
    child.refresh_from_db()
    assert child.restriction == "SEALED" and new.pk != child.pk and new.born_on == child.born_on
    assert new.nhs_number == "" and not PersonName.objects.filter(person=new).exists()
    for user in (personas.social_worker, personas.duty, personas.front_door_manager, personas.director):
        assert level(user, child) == Level.NONE
        assert find_people("Demoearlier", reader=user) == []
        assert not AdoptionLink.objects.visible_to(user).exists()
    assert level(personas.team_manager, child) == Level.RECORD
    assert AdoptionLink.objects.visible_to(personas.team_manager).get().after == new


def test_nothing_of_the_new_record_leads_to_the_old_one(personas: Personas, child: Person) -> None:
    new = services.adopt(person=child, by=personas.team_manager, version=child.version, **ADOPTED)
    services.involve(person=new, kind=InvolvementKind.CO_WORKER, user=personas.duty, by=personas.system)
    assert level(personas.duty, new) == Level.RECORD
    for field in Person._meta.get_fields():
        if hasattr(field, "related_model") and field.related_model is Person and field.concrete:
            assert getattr(new, field.attname) is None
    assert not IdentityChange.objects.visible_to(personas.duty).filter(person=new).exists()


def test_an_adoption_waits_until_everything_is_closed_and_is_a_managers(
    personas: Personas, child: Person
) -> None:
    with pytest.raises(NotPermitted):
        services.adopt(person=child, by=personas.social_worker, version=child.version, **ADOPTED)
    services.set_status(person=child, kind="CLA", by=personas.system, started_on=date(2025, 1, 1))
    with pytest.raises(WrongState, match="in care"):
        services.adopt(person=child, by=personas.team_manager, version=child.version, **ADOPTED)
