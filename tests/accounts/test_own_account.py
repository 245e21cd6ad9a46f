"""My account: leave and cover, keyboard, password."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Absence, User
from accounts.selectors import answerable_for
from core import clock
from tests.accounts.conftest import PASSWORD, make_user


@pytest.fixture
def me(client: Client, worker: User) -> Client:
    client.force_login(worker)
    return client


def leave(cover: User | None, **more: str) -> dict[str, str]:
    return {
        "kind": "LEAVE",
        "starts_on": f"{clock.today():%Y-%m-%d}",
        "ends_on": f"{clock.today() + timedelta(days=7):%Y-%m-%d}",
        "cover": str(cover.public_id) if cover else "",
        **more,
    }


def test_notices_go_to_the_cover_while_away_and_back_after(me: Client, worker: User) -> None:
    cover = make_user("cover", agency=worker.agency)
    assert me.post("/me/leave/", leave(cover)).status_code == 302
    assert answerable_for(worker) == cover
    page = me.get("/me/").content.decode()
    assert "covered by Demo Cover" in page
    away = Absence.objects.get(user=worker)
    assert me.get(f"/me/leave/{away.public_id}/back/").status_code == 200
    assert me.post(f"/me/leave/{away.public_id}/back/").status_code == 302
    away.refresh_from_db()
    # It began only today: today stays its last day, tomorrow notices come again.
    assert away.ends_on == clock.today()
    assert answerable_for(worker, on=clock.today() + timedelta(days=1)) == worker


def test_a_last_day_before_the_first_is_told_beside_it(me: Client, worker: User) -> None:
    wrong = me.post("/me/leave/", leave(None, ends_on=f"{clock.today() - timedelta(days=1):%Y-%m-%d}"))
    assert "The last day must not be before the first" in wrong.content.decode()
    assert 'href="#id_ends_on_day"' in wrong.content.decode()
    assert not Absence.objects.filter(user=worker).exists()


def test_nobody_ends_anothers_absence(client: Client, worker: User, admin: User, me: Client) -> None:
    me.post("/me/leave/", leave(None))
    away = Absence.objects.get(user=worker)
    other = Client()
    other.force_login(admin)
    assert other.post(f"/me/leave/{away.public_id}/back/").status_code == 404


def test_shortcuts_can_be_turned_off_and_on(me: Client) -> None:
    assert 'data-shortcuts="on"' in me.get("/me/").content.decode()
    me.post("/me/shortcuts/", {"shortcuts": "off"})
    assert 'data-shortcuts="off"' in me.get("/me/").content.decode()
    me.post("/me/shortcuts/", {"shortcuts": "on"})
    assert 'data-shortcuts="on"' in me.get("/me/").content.decode()


def test_a_password_changes_with_the_old_one_only_and_must_be_long(me: Client, worker: User) -> None:
    new = "candle bridge orange"
    assert "That is not your password" in me.post("/me/password/", {"old": "no", "new": new}).content.decode()
    short = me.post("/me/password/", {"old": PASSWORD, "new": "short"}).content.decode()
    assert "at least 12 characters" in short
    assert "short" not in short.split("<form")[-1].split('name="new"')[-1][:200]
    elsewhere = Client()
    elsewhere.force_login(worker)
    assert me.post("/me/password/", {"old": PASSWORD, "new": new}).status_code == 302
    assert me.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302


def test_staying_signed_in_takes_a_post_and_hands_out_a_token(me: Client) -> None:
    assert me.get("/session/").status_code == 405
    answer = me.post("/session/").json()
    assert answer["minutes"] == 60
    assert len(answer["csrf"]) == 64
