"""The door: who comes in, who does not, and what it says."""

import pytest
from django.test import Client, override_settings

from accounts import personas
from accounts.models import User
from accounts.personas import Persona
from tests.accounts.conftest import PASSWORD


def sign_in(client: Client, username: str, password: str, **more: str) -> object:
    return client.post("/sign-in/", {"login": username, "password": password, **more})


def test_the_right_password_opens_and_lands_where_one_was_going(client: Client, worker: User) -> None:
    answer = sign_in(client, "worker", PASSWORD, next="/me/")
    assert answer.status_code == 302
    assert answer["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_a_wrong_password_says_one_of_the_two_and_keeps_the_name(client: Client, worker: User) -> None:
    page = sign_in(client, "worker", "wrong wrong wrong").content.decode()
    other = sign_in(client, "nobody", "wrong wrong wrong").content.decode()
    assert "The user name or password is not right" in page
    assert 'value="worker"' in page
    assert "wrong wrong wrong" not in page
    assert "The user name or password is not right" in other


@pytest.mark.parametrize("outside", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_it_never_sends_anyone_elsewhere(client: Client, worker: User, outside: str) -> None:
    assert sign_in(client, "worker", PASSWORD, next=outside)["Location"] == "/"


def test_a_leaver_is_out_at_the_next_request(client: Client, worker: User, as_system: None) -> None:
    client.force_login(worker)
    assert client.get("/me/").status_code == 200
    worker.is_active = False
    worker.save(update_fields=["is_active"])
    assert client.get("/me/").status_code == 302
    assert "not right" in sign_in(client, "worker", PASSWORD).content.decode()


def test_signing_out_takes_a_post(client: Client, worker: User) -> None:
    client.force_login(worker)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/?out"
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["/accounts/signup/", "/accounts/email/", "/accounts/password/reset/", "/accounts/login/", "/signup/"],
)
def test_none_of_the_librarys_other_pages_is_there(client: Client, worker: User, address: str) -> None:
    client.force_login(worker)
    assert client.get(address).status_code == 404


@override_settings(AXES_ENABLED=True)
def test_guessing_is_slowed_for_the_pair_of_name_and_place(client: Client, worker: User, admin: User) -> None:
    for _ in range(8):
        sign_in(client, "worker", "wrong wrong wrong")
    locked = sign_in(client, "worker", PASSWORD)
    assert locked.status_code in {403, 429}
    assert "Please wait a little" in locked.content.decode()
    assert sign_in(client, "admin", PASSWORD).status_code == 302


@pytest.fixture
def offered(worker: User) -> object:
    source = lambda: [Persona("worker", "Demo Worker", "Social worker")]  # noqa: E731
    personas.register(source)
    yield
    personas._sources.remove(source)


@override_settings(DEMO=True)
def test_the_demo_signs_in_with_one_click(client: Client, offered: None) -> None:
    assert "Social worker" in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/as/", {"username": "worker"}).status_code == 302
    assert client.get("/me/").status_code == 200


@override_settings(DEMO=True)
def test_the_demo_signs_in_nobody_it_does_not_offer(client: Client, offered: None, admin: User) -> None:
    assert client.post("/sign-in/as/", {"username": "admin"}).status_code == 404


@override_settings(DEMO=False)
def test_outside_the_demo_there_is_no_such_door(client: Client, offered: None) -> None:
    assert "Social worker" not in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/as/", {"username": "worker"}).status_code == 404


def test_the_door_carries_the_policy_and_no_inline_leniency(client: Client, db: None) -> None:
    policy = client.get("/sign-in/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "'nonce-" in policy


def test_what_was_sent_after_the_session_ended_is_said_to_be_not_sent(client: Client, db: None) -> None:
    answer = client.post("/me/leave/", {"kind": "LEAVE"}, follow=True)
    assert "You were signed out before that was sent" in answer.content.decode()
