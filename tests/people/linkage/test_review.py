"""Pairs that linkage found wait for a person; nothing is read as one by a machine, and no answer is asked for twice."""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from core.errors import NotFound, NotPermitted, WrongState
from outbox.models import Notice
from people.enums import InvolvementKind, Restriction
from people.models import LinkagePair, Merge, MergeProposal, Person
from people.selectors import pairs_of
from people.selectors.merge import ON_THE_CARD, proposals
from people.selectors.settling import pair_likeness, pairs
from people.services import (
    create_person,
    decline_merge,
    involve,
    merge_people,
    move_to,
    propose_merge,
    restrict,
    undo_merge,
)
from people.services.link_pairs import Loaded, answer_pair, load_pairs
from tests.people.onboarding.test_update import take
from tests.personas import Personas

pytestmark = pytest.mark.django_db
WHY = "The school knows both of them"


@pytest.fixture
def two(tmp_path: Path, personas: Personas) -> tuple[Person, Person]:
    """Two rows of one system that are alike, each a person of the index."""
    take(
        tmp_path,
        "C1,,Demoone,Ella,1/6/2015,F,3 Demo Street,M33 3AA,,",
        "C2,,Demoone,Ellen,1/6/2015,F,3 Demo Street,M33 3AA,,",
        "C3,,Demofar,Bea,2/2/2012,F,,,,",
        on="2026-01-05",
    )
    one, other = Person.objects.filter(surname="Demoone").order_by("pk")
    return one, other


def load() -> Loaded:
    return load_pairs(
        pairs=[("C1", "C2", 0.7), ("C2", "C1", 0.6), ("C1", "C9", 0.9), ("C1", "C1", 0.9)],
        left_kind="child-health", right_kind="child-health", by=Person.objects.earliest("pk").recorded_by,
    )  # fmt: skip


def test_a_pair_waits_once_and_two_people_are_remembered(
    two: tuple[Person, Person], personas: Personas
) -> None:
    assert load() == Loaded(waiting=1, known=0, one_already=1, not_here=1)
    support = personas.business_support
    row = pairs(support).get()
    assert row.probability == 0.7
    assert "perhaps a twin: the given names are not the same" in pair_likeness(row, reader=support).cautions
    answer_pair(pair=row, by=support, answer="UNSURE", reason=WHY)
    assert pairs(support).exists()
    answer_pair(pair=row, by=support, answer="DIFFERENT", reason=WHY)
    assert load() == Loaded(waiting=0, known=1, one_already=1, not_here=1)
    assert not pairs(support).exists()
    assert not Merge.objects.exists()


def test_the_same_is_proposed_to_whoever_merges_and_ends_with_the_merge(
    two: tuple[Person, Person], personas: Personas
) -> None:
    load()
    manager = personas.team_manager
    row = pairs(personas.business_support).get()
    row = answer_pair(pair=row, by=personas.business_support, answer="SAME", reason=WHY)
    assert not pairs(personas.business_support).exists() and not pairs(manager).exists()
    proposal = proposals(manager).get()
    assert (proposal, proposal.reason, proposal.recorded_by) == (row.proposal, WHY, personas.business_support)
    # Business support reads index cards: nothing deeper is written beside what they said.
    assert {line[0] for line in proposal.evidence} <= ON_THE_CARD
    assert ["caution", "perhaps a twin: the given names are not the same"] in row.evidence
    with pytest.raises(WrongState):
        answer_pair(pair=row, by=personas.business_support, answer="DIFFERENT", reason=WHY)
    for person in two:
        involve(person=person, kind=InvolvementKind.ALLOCATED, user=manager, by=personas.system)
    made = merge_people(survivor=two[0], merged=two[1], by=manager, reason="One birth notification")
    proposal.refresh_from_db()
    assert proposal.merge == made and not proposals(manager).filter(answered_at__isnull=True).exists()
    assert Notice.objects.get(to=personas.business_support, kind="MERGE_AGREED").path.endswith(
        f"{proposal.public_id}/"
    )
    assert load().one_already == 3
    # Somebody found that they are two: that is an answer too.
    undo_merge(merge=made, by=manager, reason="Two girls, said the school")
    assert not pairs(manager).exists()


def test_the_same_joins_the_proposal_that_waits_and_both_are_told(
    two: tuple[Person, Person], personas: Personas
) -> None:
    load()
    manager, worker, support = personas.team_manager, personas.social_worker, personas.business_support
    for person in two:
        for user in (manager, worker):
            involve(person=person, kind=InvolvementKind.CO_WORKER, user=user, by=personas.system)
    waiting = propose_merge(
        one=two[1], other=two[0], by=worker, reason="One health visitor knows her as both"
    )
    answer_pair(pair=pairs(support).get(), by=support, answer="SAME", reason=WHY)
    assert MergeProposal.objects.get() == waiting
    [pair] = pairs_of(waiting)
    assert (pair.answered_by, pair.answer_reason) == (support, WHY)
    assert proposals(support).get() == waiting
    decline_merge(proposal=waiting, by=manager, reason="Two girls, both seen by the school")
    told = Notice.objects.filter(kind="MERGE_DECLINED").values_list("to__username", flat=True)
    assert set(told) == {worker.username, support.username}
    # A manager has decided: linkage finds the two again and asks nobody.
    assert load().waiting == 0 and not pairs(support).exists()


def test_a_pair_is_proposed_for_the_records_that_they_are_read_in(
    two: tuple[Person, Person], personas: Personas
) -> None:
    """One of the two was merged with a third meanwhile: the proposal is about the record that goes on."""
    load()
    manager = personas.team_manager
    kept = create_person(by=personas.system, forename="Ella", surname="Demoone", born_on=date(2015, 6, 1))
    for person in (*two, kept):
        involve(person=person, kind=InvolvementKind.CO_WORKER, user=manager, by=personas.system)
    merge_people(survivor=kept, merged=two[0], by=manager, reason="One birth notification")
    row = answer_pair(pair=pairs(manager).get(), by=manager, answer="SAME", reason=WHY)
    assert {row.proposal.one, row.proposal.other} == {kept, two[1]}
    merge_people(survivor=kept, merged=two[1], by=manager, reason="One birth notification")
    assert MergeProposal.objects.get().merge is not None


def test_who_may_not_know_of_one_learns_of_no_pair(two: tuple[Person, Person], personas: Personas) -> None:
    load()
    row = LinkagePair.objects.get()
    with pytest.raises(NotPermitted):
        answer_pair(pair=row, by=personas.social_worker, answer="DIFFERENT", reason=WHY)
    restrict(person=two[1], by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family")
    assert not pairs(personas.team_manager).exists()
    with pytest.raises(NotFound):
        answer_pair(pair=row, by=personas.team_manager, answer="DIFFERENT", reason=WHY)


def test_the_command_brings_its_pairs_before_a_person(tmp_path: Path, two: tuple[Person, Person]) -> None:
    extract = tmp_path / "extract.csv"
    with extract.open("w", newline="") as handle:
        rows = csv.writer(handle)
        rows.writerow(["id", "given_name", "surname", "date_of_birth", "address_1", "postcode"])
        rows.writerow(["C1", "Ella", "Demoone", "2015-06-01", "3 Demo Street", "M33 3AA"])
        rows.writerow(["C2", "Ella", "Demoone", "2015-06-01", "3 Demo Street", "M33 3AA"])
        rows.writerow(["C3", "Bea", "Demofar", "2012-02-02", "9 Oak Road", "M32 8AA"])
    said = StringIO()
    call_command(
        "link_people", extract, out=tmp_path / "p.csv", json=True, to_review="child-health", stdout=said
    )
    assert json.loads(said.getvalue())["waiting"] == 1
    assert LinkagePair.objects.get().left == two[0]


def test_a_home_is_compared_and_never_shown(two: tuple[Person, Person], personas: Personas) -> None:
    other = create_person(by=personas.system, forename="Ella", surname="Demoone", born_on=date(2015, 6, 1))
    move_to(person=other, by=personas.system, lines="3 Demo Street", postcode="M33 3AA")
    load()
    like = pair_likeness(pairs(personas.business_support).get(), reader=personas.business_support)
    assert "the same postcode" in like.because
    assert "M33" not in like.because
