"""Notes, chronology, oversight, closing."""

from datetime import date, timedelta

import pytest

from casework.cases import selectors, services
from casework.cases.exceptions import NoteLocked
from casework.cases.models import CaseNote, ChronologyEntry
from core import clock
from core.errors import DomainError, NotFound, NotPermitted
from deadlines.models import Clock
from people.models import Involvement
from tests.casework.arrange import at, case_of, child
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def _note(personas: Personas, case: object, **more: object) -> CaseNote:
    fields: dict[str, object] = {
        "kind": "TELEPHONE", "happened_on": date(2026, 5, 11), "facts": "Mother rang at noon.", "opinion": "Worried.",
    }  # fmt: skip
    return services.write_note(case=case, by=personas.social_worker, **{**fields, **more})  # type: ignore[arg-type]


def test_a_note_knows_by_when_it_should_have_been_written(personas: Personas) -> None:
    assert _note(personas, case_of(personas)).due_on == date(2026, 5, 13)


def test_a_significant_note_writes_the_chronology_itself(personas: Personas) -> None:
    case = case_of(personas)
    with pytest.raises(DomainError, match="one line"):
        _note(personas, case, is_significant=True, significance="HARM")
    _note(personas, case, is_significant=True, summary="Bruise seen by school", significance="HARM")
    lines = selectors.chronology(case.person, reader=personas.social_worker)
    assert "Bruise seen by school" in [line.what for line in lines]
    assert "Case opened: child in need" in [line.what for line in lines]


def test_a_note_is_locked_after_a_day_and_takes_additions(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = _note(personas, case_of(personas))
    services.edit_note(
        note=note, by=personas.social_worker, facts="Mother rang at one.", version=note.version
    )
    with pytest.raises(NotPermitted):
        services.edit_note(note=note, by=personas.social_worker_colleague, facts="Other words")
    later = clock.now() + timedelta(hours=25)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NoteLocked):
        services.edit_note(note=note, by=personas.social_worker, facts="Rewritten")
    services.add_to_note(note=note, by=personas.social_worker, text="She rang again.")
    note.refresh_from_db()
    assert note.facts == "Mother rang at one." and note.addenda.get().text == "She rang again."


def test_a_note_on_the_wrong_twin_is_corrected_with_a_trail_never_deleted(personas: Personas) -> None:
    case = case_of(personas)
    twin = case_of(personas, person=child(personas, "Adah"))
    wrong = _note(personas, case, is_significant=True, summary="Operation", significance="CHANGE")
    moved = services.move_note(note=wrong, to=twin, by=personas.social_worker, reason="Wrong twin", key="m")
    assert (
        services.move_note(note=wrong, to=twin, by=personas.social_worker, reason="Wrong twin", key="m")
        == moved
    )
    wrong.refresh_from_db()
    assert wrong.withdrawn_by == personas.social_worker and wrong.corrected_as == moved
    assert moved.facts == wrong.facts and moved.case == twin
    assert not [
        one
        for one in selectors.chronology(case.person, reader=personas.social_worker)
        if one.what == "Operation"
    ]
    assert [
        one
        for one in selectors.chronology(twin.person, reader=personas.social_worker)
        if one.what == "Operation"
    ]
    assert ChronologyEntry.objects.filter(person=case.person).count() == 1


def test_a_note_is_sent_twice_and_stands_once(personas: Personas) -> None:
    case = case_of(personas)
    assert _note(personas, case, key="n") == _note(personas, case, key="n")
    assert CaseNote.objects.count() == 1


def test_notes_are_read_by_the_table_of_roles(personas: Personas) -> None:
    case = case_of(personas)
    _note(personas, case)
    for user in (personas.health_visitor, personas.lead_professional, personas.social_worker_other):
        if user != personas.social_worker_other:
            services.join_team(case=case, by=personas.social_worker, user=user)
        assert not selectors.notes(case, reader=user)
    own = services.write_note(
        case=case,
        by=personas.lead_professional,
        kind="MEETING",
        happened_on=date(2026, 5, 12),
        facts="Saw her.",
    )
    assert [row.pk for row in selectors.notes(case, reader=personas.lead_professional)] == [own.pk]
    assert len(selectors.notes(case, reader=personas.team_manager)) == 2


def test_nobody_writes_in_a_record_that_is_not_open_to_them(personas: Personas) -> None:
    case = case_of(personas)
    with pytest.raises(NotFound):
        services.write_note(
            case=case,
            by=personas.social_worker_other,
            kind="OTHER",
            happened_on=date(2026, 5, 1),
            facts="Hello",
        )


def test_closing_needs_a_reason_and_ends_everything(personas: Personas) -> None:
    case = case_of(personas, opened=date(2026, 6, 1))
    services.propose_close(case=case, by=personas.social_worker, reason="All reached")
    with pytest.raises(NotPermitted):
        services.close_case(case=case, by=personas.social_worker, reason_code="RC7", rationale="All reached")
    with pytest.raises(DomainError, match="why"):
        services.close_case(case=case, by=personas.team_manager, reason_code="", rationale="All reached")
    closed = services.close_case(
        case=case,
        by=personas.team_manager,
        reason_code="RC8",
        rationale="All reached",
        at=at(date(2026, 9, 1)),
        key="c",
    )
    assert (closed.status, closed.closure_reason) == ("CLOSED", "RC8")
    assert not Involvement.objects.filter(person=case.person, ended_at__isnull=True).exists()
    assert not case.person.statuses.filter(ended_on__isnull=True).exists()
    assert not Clock.objects.running().filter(person=case.person).exists()
    assert case.person.episodes.get().close_reason
    again = services.close_case(
        case=case, by=personas.team_manager, reason_code="RC8", rationale="All reached", key="c"
    )
    assert again == closed
