"""Whoever decides a concern that a colleague has just decided reads so, and what they typed is still there."""

import pytest
from django.test import Client

from accounts.models import User
from referrals.decisions.models import Decision
from tests.faults import races
from tests.faults.client import Answer
from tests.personas import Personas


class Near:
    """A browser without a network between: asks as `client.Browser` does."""

    def __init__(self, user: User) -> None:
        self.user, self.client = user, Client()
        self.client.force_login(user, backend="accounts.backends.StaffBackend")

    def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        answer = self.client.get(path) if form is None else self.client.post(path, form)
        return Answer(answer.status_code, answer.headers.get("Location", ""), answer.content.decode())


@pytest.mark.parametrize(("outcome", "tier"), races.OUTCOMES)
@pytest.mark.parametrize("order", [("front_door_manager", "edt"), ("edt", "front_door_manager")])
def test_the_slower_of_two_reads_that_it_is_decided_and_keeps_the_words(
    personas: Personas, order: tuple[str, str], outcome: str, tier: str
) -> None:
    users = dict(personas.everyone())
    contact = races.ready(users, 1)
    deciders = [Near(users[name]) for name in order]
    forms = [races.decide_form(decider, contact, outcome, tier) for decider in deciders]
    answers = [
        decider.ask(f"{contact.path}decide/", form) for decider, form in zip(deciders, forms, strict=True)
    ]
    assert [answer.status for answer in answers] == [302, 409]
    assert f"Decided by {order[1]}." in answers[1].body
    assert Decision.objects.filter(contact=contact).get().decided_by == users[order[0]]
