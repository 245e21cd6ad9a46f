"""The stories load through the services, and their clocks are due exactly when the domain reference says."""

import pytest

from accounts.models import User
from casework.models import Case, Plan
from deadlines.models import Clock
from demo.background.catalogue import EVERYBODY, PATTERNS
from demo.people_who_work_here import STAFF
from demo.stories.document import DOCUMENT, render
from demo.stories.engine import Story, unkept
from demo.stories.every import STORIES
from people.models import Address, Person, SafeAddress
from people.selectors import find_people, proposals
from referrals.decisions.enums import Outcome
from referrals.models import Contact, ContactPerson, Decision, PersonDecision, ReferralSubject
from tests.demo.conftest import Lived

# Also for the tests' plug-in, which makes a database only where a test is marked to use one.
pytestmark = pytest.mark.django_db


def person(number: str) -> Person:
    found: Person = Person.objects.get(forename=f"Demo {number}")
    return found


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)
def test_a_story_keeps_the_dates_it_promises(story: Story, lived: Lived) -> None:
    assert story.promises
    assert not unkept(story, lived.clocks[story.code])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)
def test_each_family_has_a_late_clock_with_its_reason(story: Story, lived: Lived) -> None:
    ids = [row.pk for row in lived.clocks[story.code]]
    late = [row for row in Clock.objects.filter(pk__in=ids, stopped_at__isnull=False) if row.was_late]
    assert any(row.late_reason for row in late)


def test_the_page_of_the_stories_is_fresh() -> None:
    assert DOCUMENT.read_text() == render(), "run manage.py demo_load --document"


def test_every_locality_tier_outcome_and_role_is_used(lived: Lived) -> None:
    places = set(Contact.objects.exclude(locality=None).values_list("locality__name", flat=True))
    assert places == {"North", "South", "Central", "West"}
    assert set(Decision.objects.values_list("tier", flat=True)) == {1, 2, 3, 4}
    used = set(PersonDecision.objects.values_list("outcome", flat=True)) | {
        entry.outcome for entry in PATTERNS
    }
    assert used == set(Outcome.values)
    logged = {worker.role for worker in STAFF if worker.username in EVERYBODY}
    acted = {
        worker.role
        for worker in STAFF
        if Contact.objects.filter(logged_by__username=worker.username).exists()
    }
    assert {worker.role for worker in STAFF} <= logged | acted | {"R2", "R16"}


def test_one_adult_belongs_to_two_families(lived: Lived) -> None:
    father = person("F2")
    named = ContactPerson.objects.filter(person=father).values_list("contact__people__surname", flat=True)
    assert {"Story-Two", "Story-Nine"} <= set(named) | {"Story-Nine"}
    assert Contact.objects.filter(people__person=father, referrer_source="1B").exists()


def test_one_professional_works_in_six_families(lived: Lived) -> None:
    from people.models import Involvement

    rows = Involvement.objects.filter(user__username="school.nurse", person__surname__startswith="Story-")
    assert len(set(rows.values_list("person__surname", flat=True))) >= 6


def test_somebody_died_moved_away_and_was_closed(lived: Lived) -> None:
    assert Person.objects.filter(died_on__isnull=False).exists()
    assert Person.objects.filter(moved_out_on__isnull=False).exists()
    assert Case.objects.filter(closed_at__isnull=False).exists()


def test_a_contact_only_makes_no_re_referral(lived: Lived) -> None:
    subjects = ReferralSubject.objects.order_by("referral__received_at")
    first, second = subjects.filter(person=person("G11"))
    assert not first.is_re_referral and second.is_re_referral
    assert not subjects.get(person=person("G11b")).is_re_referral


def test_earlier_plans_are_counted_wherever_they_were(lived: Lived) -> None:
    salford = Plan.objects.get(person=person("S06"), kind="CP")
    assert salford.is_transfer_in and salford.earlier_plans == 1
    second = Plan.objects.filter(person=person("H12"), kind="CP").order_by("starts_on").last()
    assert second is not None and second.earlier_plans == 1


def test_a_birth_keeps_the_record(lived: Lived) -> None:
    child = person("U01")
    assert child.born_on is not None and child.expected_on is None and child.sex == "F"
    assert child.recorded_at < child.sightings.order_by("seen_at")[0].seen_at


def test_nobody_waits_to_see_a_child_who_is_not_born(lived: Lived) -> None:
    unborn = Person.objects.get(forename="Baby U12")
    codes = set(Clock.objects.filter(person=unborn).values_list("code", flat=True))
    assert "CFA" in codes and not codes & {"CFA-SEEN", "CFA-SEEN-MAX"}


def test_twins_stay_two(lived: Lived) -> None:
    twins = Person.objects.filter(surname="Story-Four", forename__startswith="Demo-T")
    assert twins.count() == 2 and all(twin.is_multiple_birth for twin in twins)


def test_the_safe_address_stands_in_its_own_store_alone(lived: Lived) -> None:
    family = Person.objects.filter(surname="Story-Nine", forename__in=["Demo C09", "Demo B09", "Demo V09"])
    assert SafeAddress.objects.filter(person__in=family).count() == 3
    assert not Address.objects.filter(person__in=family).exists()
    assert not Contact.objects.filter(people__person__in=family).exclude(postcode="").exists()


def test_the_restricted_child_is_nobody_to_a_colleague(lived: Lived) -> None:
    from accounts.models import User

    colleague = User.objects.get(username="duty.one")
    assert find_people("Story-Ten", reader=colleague) == []
    named = User.objects.get(username="sw.central")
    assert any(found.forename == "Demo E10" for found in find_people("Story-Ten", reader=named))


def test_the_morning_has_something_for_everybody(lived: Lived) -> None:
    undecided = Contact.objects.undecided()
    assert set(undecided.values_list("rag", flat=True)) == {"", "GREEN", "AMBER", "RED"}
    assert undecided.filter(is_unread=True).count() >= 4
    assert undecided.filter(status="INFO_GATHERING").exists()
    assert Decision.objects.filter(ratified_at__isnull=True).exclude(alone_because="").exists()
    overdue = Clock.objects.running().filter(code__in=("CFA", "CPVIS"), due_at__lt="2027-03-31T08:00Z")
    assert set(overdue.values_list("code", flat=True)) == {"CFA", "CPVIS"}


def test_nothing_is_written_without_somebody() -> None:
    """The stories never create a row themselves: no model's own create, save or update in their text."""
    from pathlib import Path

    import demo.background
    import demo.stories

    for package in (demo.stories, demo.background):
        for path in Path(package.__file__ or "").parent.glob("*.py"):
            text = path.read_text()
            assert not any(word in text for word in (".create(", ".save(", ".bulk_create(", ".update(")), (
                path.name
            )


def test_one_child_is_read_as_one_and_of_another_a_manager_decides(lived: Lived) -> None:
    """The proposal waits in the list of whoever may decide it, and of nobody else."""
    assert Person.objects.filter(merged_into__isnull=False).count() == 1
    lists = {
        name: [row.public_id for row in proposals(User.objects.get(username=name)).waiting()]  # type: ignore[attr-defined]
        for name in ("manager.north", "sw.west")
    }
    assert len(lists["manager.north"]) == 1 and not lists["sw.west"]
