"""A person at the level at which each persona may know them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Team, User
from core import clock
from core.history import acting
from people import services
from people.enums import InvolvementKind, Level, Restriction
from people.models import AccessLog, Grant, Person
from people.selectors import level
from tests.personas import Personas

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]

DEEPER = (
    "person_family", "person_timeline", "person_assessments", "person_plan", "person_documents",
    "person_access",
    "person_edit", "person_story", "person_birth", "person_name_add", "person_address", "person_safe_address",
    "person_safe_address_add", "person_contact_point_add", "person_warning_add", "person_relationship_add",
    "person_sharing", "person_identity", "person_consent_add", "person_name_change", "family_print_ask",
)  # fmt: skip


def test_the_same_address_shows_card_record_or_nothing(
    personas: Personas, child: Person, as_user: As
) -> None:
    for name, user in personas.everyone():
        seen = level(user, child)
        answer = as_user(user).get(reverse("person_detail", args=[child.public_id]))
        assert answer.status_code == (404 if seen == Level.NONE else 200), name
        page = answer.content.decode()
        assert ("1 Demo Street" in page) == (seen == Level.RECORD), name
        assert ("Index card" in page) == (seen == Level.CARD), name


def test_a_hidden_record_answers_like_none(personas: Personas, child: Person, as_user: As) -> None:
    services.restrict(
        person=child, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    nobody = "00000000-0000-4000-8000-000000000000"
    for _, user in personas.everyone():
        client = as_user(user)
        for name in ("person_detail", "person_open", "person_break_glass", *DEEPER):
            hidden = client.get(reverse(name, args=[child.public_id]))
            absent = client.get(reverse(name, args=[nobody]))
            assert hidden.status_code == 404
            assert hidden.content == absent.content
            assert hidden.headers.items() == absent.headers.items()


@pytest.mark.parametrize("name", DEEPER)
def test_deeper_pages_are_not_there_at_card_level(
    personas: Personas, child: Person, as_user: As, name: str
) -> None:
    address = reverse(name, args=[child.public_id])
    assert as_user(personas.duty).get(address).status_code == 404
    assert as_user(personas.referrer).get(address).status_code == 404
    assert as_user(personas.social_worker).get(address).status_code == 200


def test_every_opening_is_logged(personas: Personas, child: Person, as_user: As) -> None:
    as_user(personas.social_worker).get(reverse("person_detail", args=[child.public_id]))
    as_user(personas.duty).get(reverse("person_detail", args=[child.public_id]))
    acts = set(AccessLog.objects.filter(person=child).values_list("by__username", "act"))
    assert acts == {("social_worker", "OPEN"), ("duty", "CARD")}


def test_without_its_line_in_the_log_no_page_answers(
    personas: Personas, child: Person, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading is written in the transaction of its answer; where that fails, nothing is told (fails closed)."""
    client = as_user(personas.social_worker)
    client.raise_request_exception = False
    card = as_user(personas.duty)
    card.raise_request_exception = False

    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("the log is not there")

    monkeypatch.setattr(AccessLog.objects, "bulk_create", broken)
    pages = [(client, name) for name in ("person_detail", *DEEPER)] + [(card, "person_detail")]
    for reader, name in pages:
        answer = reader.get(reverse(name, args=[child.public_id]))
        assert answer.status_code >= 500, name
        assert "Demochild" not in answer.content.decode() and "1 Demo Street" not in answer.content.decode()


def test_the_lead_professional_comes_first_with_who_else_and_last_seen(
    personas: Personas, child: Person, as_user: As
) -> None:
    services.record_sighting(
        person=child,
        seen_at=clock.now() - timedelta(days=3),
        seen_by=personas.social_worker,
        alone=True,
        by=personas.system,
    )
    page = (
        as_user(personas.social_worker).get(reverse("person_detail", args=[child.public_id])).content.decode()
    )
    assert page.index("Lead professional") < page.index("Story")
    assert "Demo Social Worker" in page
    assert "3 days ago, alone" in page
    assert "Family Support North" in page


def test_a_warning_stands_before_address_and_number(personas: Personas, child: Person, as_user: As) -> None:
    services.warn_staff(
        person=child,
        by=personas.system,
        what="Large dog, not chained",
        review_on=clock.today() + timedelta(days=30),
    )
    services.add_contact_point(person=child, by=personas.system, kind="PHONE", value="01632 960 999")
    page = (
        as_user(personas.social_worker).get(reverse("person_detail", args=[child.public_id])).content.decode()
    )
    assert (
        page.index("Ring duty first. Large dog") < page.index("1 Demo Street") < page.index("01632 960 999")
    )


def test_a_safe_address_stands_on_no_page_and_each_reading_has_a_reason(
    personas: Personas, child: Person, as_user: As
) -> None:
    services.add_safe_address(
        person=child, by=personas.system, lines="The Hidden House", postcode="M41 9ZZ", reason="refuge"
    )
    client = as_user(personas.social_worker)
    for name in ("person_detail", "person_family", "person_timeline", "person_access", "person_safe_address"):
        page = client.get(reverse(name, args=[child.public_id])).content.decode()
        assert "Hidden House" not in page
        assert "1 Demo Street" not in page
    address = reverse("person_safe_address", args=[child.public_id])
    assert "Hidden House" not in client.post(address, {"reason": "short"}).content.decode()
    shown = client.post(address, {"reason": "Visit this afternoon"}).content.decode()
    assert "Hidden House" in shown
    log = AccessLog.objects.get(person=child, act="SAFE_ADDRESS")
    assert (log.by.username, log.purpose) == ("social_worker", "Visit this afternoon")


def test_the_front_door_opens_by_a_purpose_and_others_by_break_glass(
    personas: Personas, child: Person, as_user: As
) -> None:
    client = as_user(personas.duty)
    open_page = reverse("person_open", args=[child.public_id])
    assert "Enter" in client.post(open_page, {"reason": "x"}).content.decode() or not Grant.objects.exists()
    answer = client.post(open_page, {"reason": "Triage of concern CN-27-00001"})
    assert answer.status_code == 302
    assert "1 Demo Street" in client.get(answer.url).content.decode()
    other = as_user(personas.social_worker_other)
    assert other.get(open_page).status_code == 404
    glass = reverse("person_break_glass", args=[child.public_id])
    answer = other.post(
        glass, {"reason_code": "COVER", "reason": "Covering for the North team this afternoon"}
    )
    assert answer.status_code == 302
    assert level(personas.social_worker_other, child) == Level.RECORD


def test_a_role_without_an_index_breaks_the_glass_by_reference_and_birth(
    personas: Personas, child: Person, as_user: As
) -> None:
    services.record_reference(person=child, kind="CASE", reference="CS-27-00041", by=personas.system)
    client = as_user(personas.director)
    address = reverse("break_glass_by_reference")
    form = {
        "reference": "cs-27-00041",
        "born_on": child.born_on.isoformat(),
        "reason_code": "LEGAL",
        "reason": "A letter before claim needs an answer today",
    }
    wrong = client.post(address, form | {"born_on": "2001-01-01"}).content
    services.restrict(
        person=child, by=personas.system, restriction=Restriction.RESTRICTED, reason="staff family"
    )
    hidden = client.post(address, form)
    assert b"No record can be opened" in wrong
    assert b"No record can be opened" in hidden.content
    services.restrict(person=child, by=personas.system, restriction=Restriction.NONE, reason="lifted")
    answer = client.post(address, form)
    assert answer.url == reverse("person_detail", args=[child.public_id])
    assert client.get(answer.url).status_code == 200
    assert as_user(personas.duty).get(address).status_code == 403


def test_a_manager_reviews_a_break_glass_and_its_user_cannot(
    personas: Personas, child: Person, as_user: As
) -> None:
    grant = services.break_glass(
        by=personas.social_worker_other,
        person=child,
        reason_code="COVER",
        reason="Covering for the North team today",
    )
    address = reverse("access_review", args=[grant.public_id])
    for user in (
        personas.social_worker_other,
        personas.social_worker,
        personas.commissioner,
        personas.team_manager_other,
    ):
        assert as_user(user).get(address).status_code == 404
    client = as_user(personas.team_manager)
    page = client.get(address).content.decode()
    assert "Covering for the North team" in page
    assert "Demochild" not in as_user(personas.data_protection).get(address).content.decode()
    client.post(address, {})
    grant.refresh_from_db()
    assert grant.reviewed_by is None, "no finding is chosen beforehand"
    client.post(address, {"outcome": "RIGHT"})
    grant.refresh_from_db()
    assert grant.reviewed_by == personas.team_manager


def test_the_officer_reads_the_whole_log_without_names(
    personas: Personas, child: Person, as_user: As
) -> None:
    as_user(personas.social_worker).get(reverse("person_detail", args=[child.public_id]))
    page = as_user(personas.data_protection).get(reverse("access_log")).content.decode()
    assert "Demo Social Worker" in page
    assert str(child.public_id)[:8].upper() in page
    assert "Demochild" not in page
    assert as_user(personas.team_manager).get(reverse("access_log")).status_code == 403


def test_a_manager_sees_who_of_the_team_looked(personas: Personas, child: Person, as_user: As) -> None:
    as_user(personas.social_worker).get(reverse("person_detail", args=[child.public_id]))
    address = reverse("person_access", args=[child.public_id])
    assert "Demo Social Worker," in as_user(personas.team_manager).get(address).content.decode()
    colleague = as_user(personas.social_worker_colleague).get(address).content.decode()
    assert colleague.count("Demo Social Worker,") == 0
    assert "Your team, Family Support North, is involved" in colleague


def test_the_page_asks_no_more_of_a_long_record(personas: Personas, child: Person, as_user: As) -> None:
    client = as_user(personas.social_worker)
    address = reverse("person_detail", args=[child.public_id])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for team in Team.objects.exclude(name="Family Support North"):
        services.involve(person=child, kind=InvolvementKind.TEAM_AROUND, team=team, by=personas.system)
    for number in range(20):
        services.record_sighting(
            person=child,
            seen_at=clock.now(),
            seen_by=personas.social_worker,
            alone=bool(number % 2),
            by=personas.system,
        )
        services.add_contact_point(
            person=child, by=personas.system, kind="PHONE", value=f"01632 960 {number:03}"
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    asked = [row["sql"][:120] for row in many.captured_queries if "SAVEPOINT" not in row["sql"]]
    assert len(asked) <= 13, asked


def test_the_police_open_a_record_only_while_a_concern_about_it_is_undecided(
    personas: Personas, child: Person, as_user: As
) -> None:
    from referrals.contacts.models import ContactPerson
    from referrals.contacts.services import log_contact

    client = as_user(personas.police)
    address = reverse("person_open", args=[child.public_id])
    card = reverse("person_detail", args=[child.public_id])
    assert client.get(address).status_code == 404
    assert "Open the record" not in client.get(card).content.decode()
    contact = log_contact(
        by=personas.referrer,
        key="",
        what="Came to school with a bruise",
        people=[{"role": "CHILD", "forename": "Ada", "surname": "Demochild"}],
        where_now="School",
        referrer_name="Demo Referrer",
        referrer_phone="01632 960 001",
    )
    with acting(by="SYSTEM", reason="arranged by a test"):
        ContactPerson.objects.filter(contact=contact).update(
            person=child, match="SAME", matched_at=clock.now(), matched_by=personas.duty
        )
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": "Check for the concern of today"}).status_code == 302
