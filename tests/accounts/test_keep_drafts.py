"""Drafts: kept as typed, their owner's alone, capped, and never a step of any work."""

import pytest
from django.test import Client

from accounts.models import Draft, User
from accounts.views import drafts


@pytest.fixture
def me(client: Client, worker: User) -> Client:
    client.force_login(worker)
    return client


def test_what_is_typed_comes_back_as_typed(me: Client) -> None:
    sent = {
        "worry": "no food\nat home",
        "boxes": ["A", "B"],
        "csrfmiddlewaretoken": "x",
        "idempotency_key": "k",
        "version": "3",
        "password": "secret",
    }
    assert me.post("/drafts/concern/", sent).status_code == 200
    kept = me.get("/drafts/concern/").json()["content"]
    assert kept == {"worry": "no food\nat home", "boxes": ["A", "B"]}


def test_one_draft_a_form_and_subject_the_last_wins(me: Client) -> None:
    for text in ("one", "two"):
        me.post("/drafts/concern/", {"worry": text})
    me.post("/drafts/concern/abc-1/", {"worry": "another"})
    assert Draft.objects.count() == 2
    assert me.get("/drafts/concern/").json()["content"] == {"worry": "two"}


def test_nobody_reads_anothers(me: Client, admin: User) -> None:
    me.post("/drafts/concern/abc/", {"worry": "mine"})
    other = Client()
    other.force_login(admin)
    assert other.get("/drafts/concern/abc/").json() == {"content": None}
    assert other.delete("/drafts/concern/abc/").status_code == 204
    assert me.get("/drafts/concern/abc/").json()["content"] == {"worry": "mine"}


def test_the_bin_empties_the_page_and_a_new_draft_may_begin(me: Client) -> None:
    me.post("/drafts/concern/", {"worry": "one"})
    assert me.delete("/drafts/concern/").status_code == 204
    assert me.get("/drafts/concern/").json() == {"content": None}
    me.post("/drafts/concern/", {"worry": "two"})
    assert me.get("/drafts/concern/").json()["content"] == {"worry": "two"}


def test_size_and_number_are_capped_in_words(me: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    too_long = me.post("/drafts/concern/", {"worry": "x" * (drafts.MOST_BYTES + 1)})
    assert too_long.status_code == 413
    assert "shorten" in too_long.json()["detail"]
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 1)
    me.post("/drafts/concern/", {"worry": "one"})
    assert me.post("/drafts/other/", {"worry": "one"}).status_code == 409
    assert me.post("/drafts/concern/", {"worry": "still kept"}).status_code == 200


def test_anonymous_keeps_nothing(client: Client, db: None) -> None:
    assert client.post("/drafts/concern/", {"worry": "x"}).status_code == 302
    assert not Draft.objects.exists()
