"""The system administrator's pages: who may open them, and what each one does."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.access import forget, held
from accounts.models import OnCall, ProfessionalGroup, RoleAssignment, Team, User
from core import clock
from tests.accounts.conftest import PASSWORD, make_user


@pytest.fixture
def as_admin(client: Client, admin: User) -> Client:
    client.force_login(admin)
    return client


def dated(name: str, on: object) -> dict[str, str]:
    return {name: f"{on:%Y-%m-%d}"}


def test_only_the_administrator_opens_them(client: Client, worker: User, admin: User) -> None:
    client.force_login(worker)
    person = admin.public_id
    for address in (
        "/colleagues/add/",
        "/colleagues/without-lines/",
        "/on-call/add/",
        *(f"/colleagues/{person}/{page}/" for page in ("role", "team", "lines", "password", "left")),
    ):
        assert client.get(address).status_code == 403, address
        assert client.post(address, {}).status_code in {403, 405}, address


def test_adding_someone_shows_the_first_password_once_and_it_works(as_admin: Client, admin: User) -> None:
    answer = as_admin.post(
        "/colleagues/add/",
        {
            "display_name": "Demo Newcomer",
            "username": "newcomer",
            "agency": str(admin.agency.public_id),
            "profession": ProfessionalGroup.objects.order_by("name").first().code,
            "line_manager": str(admin.public_id),
            "post_delegated": "NO",
            "is_newly_qualified": "YES",
        },
    )
    assert answer.status_code == 200
    user = User.objects.get(username="newcomer")
    secret = answer.content.decode().split("<code>")[1].split("</code>")[0]
    assert user.check_password(secret)
    assert user.line_manager == admin
    assert (user.post_delegated, user.is_newly_qualified) == (False, True)
    assert held(user).permissions == frozenset()


def test_a_user_name_is_taken_once_in_any_case(as_admin: Client, admin: User, worker: User) -> None:
    answer = as_admin.post(
        "/colleagues/add/",
        {
            "display_name": "Demo Again",
            "username": "worker",
            "agency": str(admin.agency.public_id),
            "profession": ProfessionalGroup.objects.order_by("name").first().code,
            "post_delegated": "NO",
            "is_newly_qualified": "NO",
        },
    )
    assert "Somebody has this user name already." in answer.content.decode()
    assert User.objects.filter(display_name="Demo Again").count() == 0


def test_a_role_is_given_and_ended_and_never_to_oneself(
    as_admin: Client, admin: User, worker: User, team: Team
) -> None:
    given = {
        "role": "R5",
        "agency": str(admin.agency.public_id),
        "team": str(team.public_id),
        "is_safeguarding_lead": "NO",
        "reason": "Acting up",
        **dated("starts_on", clock.today()),
    }
    assert as_admin.post(f"/colleagues/{worker.public_id}/role/", given).status_code == 302
    assert "R5" in held(User.objects.get(pk=worker.pk)).roles
    own = as_admin.post(f"/colleagues/{admin.public_id}/role/", given)
    assert own.status_code == 403
    row = RoleAssignment.objects.get(user=worker, role="R5")
    yesterday = {"reason": "Back to her own post", **dated("ends_on", clock.today() - timedelta(days=1))}
    ending = f"/colleagues/roles/{row.public_id}/end/"
    refused = as_admin.post(ending, yesterday)
    assert "The last day must not be before the first." in refused.content.decode()
    assert as_admin.post(ending, {**yesterday, **dated("ends_on", clock.today())}).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == clock.today()


def test_joining_a_team_as_a_representative_says_of_whom(as_admin: Client, worker: User, team: Team) -> None:
    sent = {
        "team": str(team.public_id),
        "kind": "REPRESENTATIVE",
        "percent": "20",
        **dated("starts_on", clock.today()),
    }
    address = f"/colleagues/{worker.public_id}/team/"
    assert "Answer the question: Whom do they represent?" in as_admin.post(address, sent).content.decode()
    assert as_admin.post(address, {**sent, "represents": "Head teachers of the North"}).status_code == 302
    forget(worker)
    assert team.pk in held(worker).team_ids


def test_a_leaver_is_out_and_holds_nothing(as_admin: Client, worker: User) -> None:
    theirs = Client()
    theirs.force_login(worker)
    assert theirs.get("/me/").status_code == 200
    assert (
        as_admin.post(f"/colleagues/{worker.public_id}/left/", dated("left_on", clock.today())).status_code
        == 302
    )
    assert theirs.get("/me/").status_code == 302
    assert "Left" in as_admin.get(f"/colleagues/{worker.public_id}/").content.decode()


def test_a_new_password_signs_out_every_browser_and_is_not_for_oneself(
    as_admin: Client, admin: User, worker: User
) -> None:
    theirs = Client()
    theirs.force_login(worker)
    answer = as_admin.post(f"/colleagues/{worker.public_id}/password/", {})
    secret = answer.content.decode().split("<code>")[1].split("</code>")[0]
    assert User.objects.get(pk=worker.pk).check_password(secret)
    assert theirs.get("/me/").status_code == 302
    assert as_admin.post(f"/colleagues/{admin.public_id}/password/", {}).status_code == 403
    assert User.objects.get(pk=admin.pk).check_password(PASSWORD)


def test_the_three_lines_are_named_and_the_exception_goes(
    as_admin: Client, admin: User, worker: User
) -> None:
    assert "Demo Worker" in as_admin.get("/colleagues/without-lines/").content.decode()
    key = str(admin.public_id)
    lines = {"line_manager": key, "professional_supervisor": key, "safeguarding_lead": key}
    assert as_admin.post(f"/colleagues/{worker.public_id}/lines/", lines).status_code == 302
    assert "Demo Worker" not in as_admin.get("/colleagues/without-lines/").content.decode()


def test_the_rota_names_who_is_rung_and_refuses_an_end_before_its_beginning(
    as_admin: Client, worker: User
) -> None:
    sent = {
        "duty": "EDT",
        "user": str(worker.public_id),
        "starts_at": f"{clock.today():%Y-%m-%d}T17:00",
        "ends_at": f"{clock.today() + timedelta(days=1):%Y-%m-%d}T08:30",
        "position": "1",
    }
    wrong = as_admin.post("/on-call/add/", {**sent, "ends_at": sent["starts_at"]})
    assert "This must be after the beginning" in wrong.content.decode()
    assert as_admin.post("/on-call/add/", sent).status_code == 302
    assert OnCall.objects.filter(user=worker).count() == 1
    assert "Demo Worker" in as_admin.get("/on-call/").content.decode()


def test_colleagues_are_found_by_name_team_and_employer(
    client: Client, worker: User, admin: User, team: Team
) -> None:
    client.force_login(worker)
    page = client.get("/colleagues/?q=worker").content.decode()
    assert "Demo Worker" in page
    assert "Demo Admin<" not in page
    assert "Nobody found" in client.get(f"/colleagues/?q=worker&team={team.public_id}").content.decode()
    assert "Nobody found" in client.get("/colleagues/?q=zzzz").content.decode()
    assert client.get("/colleagues/?team=nonsense&page=9999999").status_code == 200
    assert client.get(f"/colleagues/{admin.public_id}/").status_code == 200


def test_the_directory_asks_as_many_questions_for_one_as_for_twenty(
    client: Client, worker: User, django_assert_max_num_queries: object
) -> None:
    client.force_login(worker)
    client.get("/colleagues/")
    for number in range(20):
        make_user(f"many{number}", agency=worker.agency)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get("/colleagues/?q=many")
