"""News is written where nobody knew better; who somebody is, is never overwritten by a machine."""

from people.onboarding.weighing import one_home, weigh

SAID = {
    "forename": "Ann",
    "surname": "Demoone",
    "born_on": "2015-06-01",
    "lines": "3 Demo Street",
    "postcode": "M33 3AA",
}


def test_what_the_other_system_never_changed_is_no_news() -> None:
    found = weigh(now=SAID, before=SAID, record=SAID | {"surname": "Demotwo", "lines": "9 Oak Road"})
    assert (found.write, found.decide) == ((), ())


def test_silence_changes_nothing_and_is_remembered_as_said() -> None:
    found = weigh(now={"surname": "Demoone", "forename": "Ann"}, before=SAID, record=SAID)
    assert (found.write, found.decide, found.said) == ((), (), SAID)


def test_what_is_missing_is_filled_but_never_a_death() -> None:
    now = SAID | {"nhs_number": "9434765919", "died_on": "2026-01-01"}
    found = weigh(now=now, before=SAID, record=SAID)
    assert (found.write, found.decide) == (("nhs_number",), ("died",))
    assert "died_on" not in found.said


def test_another_number_or_birth_is_decided_by_a_person_even_where_the_record_had_it_from_there() -> None:
    before = SAID | {"nhs_number": "9434765919"}
    found = weigh(
        now=before | {"nhs_number": "9434765870", "born_on": "2015-01-06"}, before=before, record=before
    )
    assert found.decide == ("born", "nhs_number")


def test_one_home_is_one_however_it_is_written() -> None:
    assert one_home(("14 Oak Rd, Sale", "M33 3AA"), ("14 OAK ROAD", "M33 3AA"))
    assert not one_home(("14 Oak Road", "M33 3AA"), ("15 Oak Road", "M33 3AA"))
    assert not one_home(("14 Oak Road", "M33 3AA"), ("14 Oak Road", "M32 8AA"))
