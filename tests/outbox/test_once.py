"""A form sent twice makes one thing."""

import pytest

from core.errors import DomainError
from outbox import services
from tests.outbox.people import colleague

pytestmark = pytest.mark.django_db


def test_the_second_sending_gives_the_first_reference_and_does_nothing() -> None:
    ashworth, made = colleague("ashworth"), []

    def make() -> str:
        made.append(1)
        return f"C-{len(made)}"

    answers = [services.once(by=ashworth, action="log", key="f1", do=make) for _ in range(3)]
    assert answers == ["C-1"] * 3
    assert services.once(by=colleague("other"), action="log", key="f1", do=make) == "C-2"
    assert services.once(by=ashworth, action="decide", key="f1", do=make) == "C-3"
    assert [services.once(by=ashworth, action="log", key="", do=make) for _ in range(2)] == ["C-4", "C-5"]


def test_a_failed_step_can_be_sent_again_under_its_key() -> None:
    ashworth = colleague("ashworth")

    def refuse() -> str:
        raise DomainError("not yet")

    with pytest.raises(DomainError):
        services.once(by=ashworth, action="log", key="f1", do=refuse)
    assert services.once(by=ashworth, action="log", key="f1", do=lambda: "C-1") == "C-1"


def test_other_answers_under_a_used_key_are_refused_not_dropped_silently() -> None:
    ashworth = colleague("ashworth")
    services.once(by=ashworth, action="log", key="f1", do=lambda: "C-1", fingerprint="a")
    with pytest.raises(DomainError, match="already been sent"):
        services.once(by=ashworth, action="log", key="f1", do=lambda: "C-2", fingerprint="b")
