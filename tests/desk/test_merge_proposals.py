"""Somebody who may not merge says that two records are one person; whoever may decides and the other is told."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from outbox.models import Notice
from people import services
from people.enums import InvolvementKind
from people.models import MergeProposal, Person
from tests.people.merging import WHY, Pair, merge, pair
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture
def two(personas: Personas) -> Pair:
    """Open to the front door's manager, and to a social worker who may not merge."""
    found = pair(personas)
    for person in (found.kept, found.double):
        services.involve(
            person=person, kind=InvolvementKind.CO_WORKER, user=personas.social_worker, by=personas.system
        )
    return found


def _propose(personas: Personas, two: Pair) -> MergeProposal:
    return services.propose_merge(one=two.double, other=two.kept, by=personas.social_worker, reason=WHY)


def test_proposed_compared_and_merged(personas: Personas, two: Pair, as_user: As) -> None:
    """The whole way by the pages: the worker proposes, the manager finds it in My work and reads both as one."""
    worker, manager = as_user(personas.social_worker), as_user(personas.front_door_manager)
    pair_page = reverse("person_merge_with", args=[two.kept.public_id, two.double.public_id])
    page = worker.get(pair_page).content.decode()
    assert "Propose to read both as one" in page and "Do we go on with" not in page
    assert worker.post(pair_page, {"reason": WHY, "sure": "on"}).status_code == 302
    row = MergeProposal.objects.get()
    here = reverse("merge_proposal", args=[row.public_id])
    assert here in manager.get(reverse("my_work")).content.decode()
    assert here not in worker.get(reverse("my_work")).content.decode()
    said = manager.get(here).content.decode()
    assert WHY in said and pair_page in said.replace(str(two.double.public_id), str(two.double.public_id))
    merge(personas, two.kept, two.double)
    row.refresh_from_db()
    assert row.merge is not None and row.answered_by == personas.front_door_manager
    assert Notice.objects.get(to=personas.social_worker, kind="MERGE_AGREED").path == here
    assert here not in manager.get(reverse("my_work")).content.decode()


def test_declined_with_a_reason_that_the_proposer_reads(personas: Personas, two: Pair, as_user: As) -> None:
    row = _propose(personas, two)
    manager = as_user(personas.front_door_manager)
    away = reverse("merge_proposal_decline", args=[row.public_id])
    assert manager.post(away, {"reason": "Cousins of one name, both seen"}).status_code == 302
    told = Notice.objects.get(to=personas.social_worker, kind="MERGE_DECLINED")
    assert "Cousins" in as_user(personas.social_worker).get(told.path).content.decode()
    assert Person.objects.filter(merged_into__isnull=False).count() == 0
    with pytest.raises(WrongState):
        services.decline_merge(proposal=row, by=personas.front_door_manager, reason="Cousins of one name")
    # What was declined may be proposed again when more is known.
    assert _propose(personas, two).pk != row.pk


def test_at_card_level_it_says_no_more_than_that_two_may_be_one(
    personas: Personas, two: Pair, as_user: As
) -> None:
    """A manager who has not opened both learns that something waits, not why; and decides nothing."""
    row = _propose(personas, two)
    page = as_user(personas.team_manager_other).get(reverse("merge_proposal", args=[row.public_id]))
    assert page.status_code == 200 and WHY not in page.content.decode()
    assert "Compare and decide" not in page.content.decode()
    with pytest.raises(NotPermitted):
        services.decline_merge(proposal=row, by=personas.team_manager_other, reason="Not the same, I think")
    with pytest.raises(NotPermitted):
        services.decline_merge(proposal=row, by=personas.social_worker, reason="Not the same, I think")


def test_nobody_proposes_what_they_may_not_open(personas: Personas, two: Pair) -> None:
    with pytest.raises(NotFound):
        services.propose_merge(one=two.kept, other=two.double, by=personas.duty, reason=WHY)
    with pytest.raises(NotPermitted):
        services.propose_merge(one=two.kept, other=two.double, by=personas.lead_professional, reason=WHY)
    with pytest.raises(DomainError):
        services.propose_merge(one=two.kept, other=two.double, by=personas.social_worker, reason="yes")
    _propose(personas, two)
    with pytest.raises(WrongState):
        _propose(personas, two)
