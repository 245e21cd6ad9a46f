"""A photograph comes with a concern: kept while it is written, sent once with it, read by whoever reads it."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import Attachment
from people.models import AccessLog
from people.services import create_person
from referrals.contacts.models import Contact, ContactAddition, ContactReading
from tests.access.samples import PNG
from tests.casework.pages import signed_in
from tests.personas import Personas
from tests.referrals.conftest import Log

pytestmark = pytest.mark.django_db


def photo(name: str = "bruise.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PNG, content_type="image/png")


def fill(client: object, page: str) -> None:
    client.post(f"{page}steps/danger/", {"where_now": "At school", "danger_now": "NO"})  # type: ignore[attr-defined]
    client.post(f"{page}people/1/", {"role": "CHILD", "forename": "Ada", "surname": "Demochild"})  # type: ignore[attr-defined]
    client.post(f"{page}steps/concern/", {"what": "Bruises on both arms"})  # type: ignore[attr-defined]


def test_a_photograph_kept_while_writing_goes_with_the_concern_once(personas: Personas) -> None:
    client, page = signed_in(personas.referrer), f"/concerns/new/{uuid.uuid4()}/"
    assert "Photos and files" in client.get(page).content.decode()
    sent = client.post(f"{page}files/", {"file": photo(), "description": "Left arm"})
    assert sent.status_code == 302
    row = Attachment.objects.get()
    assert row.subject_kind == "UNSENT_CONCERN"
    assert not Attachment.objects.visible_to(personas.duty).exists()
    fill(client, page)
    for _ in range(2):
        client.post(f"{page}check/", {"go": ""})
    contact = Contact.objects.get()
    row.refresh_from_db()
    assert (row.subject_kind, row.subject_id) == ("CONCERN", contact.public_id)
    shown = signed_in(personas.duty).get(f"/front-door/{contact.public_id}/").content.decode()
    assert "bruise.png" in shown and "Left arm" in shown
    answer = signed_in(personas.duty).get(f"/files/{row.public_id}/")
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]


def test_what_somebody_keeps_for_an_unsent_concern_is_theirs_alone(personas: Personas) -> None:
    page = f"/concerns/new/{uuid.uuid4()}/files/"
    signed_in(personas.referrer).post(page, {"file": photo(), "description": ""})
    row = Attachment.objects.get()
    other = signed_in(personas.referrer_colleague)
    assert "bruise.png" not in other.get(page).content.decode()
    refused = other.post(page, {"file": photo("mine.png"), "description": ""})
    assert refused.status_code in (404, 200) and Attachment.objects.count() == 1
    assert other.get(f"/files/{row.public_id}/").status_code == 404


def test_a_photograph_added_later_is_news_to_the_front_door(personas: Personas, log: Log) -> None:
    contact = log()
    Contact.objects.filter(pk=contact.pk).update(is_unread=False)
    client, page = signed_in(personas.referrer), f"/concerns/{contact.public_id}/files/"
    assert client.post(page, {"file": photo(), "description": "Today"}).status_code == 302
    contact.refresh_from_db()
    assert contact.is_unread is True
    assert "Today" in ContactAddition.objects.get(contact=contact).text
    assert "bruise.png" in client.get(page).content.decode()
    for user in (personas.stranger, personas.referrer_colleague, personas.social_worker_other):
        assert signed_in(user).get(page).status_code == 404
        assert signed_in(user).get(f"/files/concern/{contact.public_id}/").status_code == 404


def test_safety_o_a_restricted_concerns_photographs_are_its_holders_alone(
    personas: Personas, log: Log
) -> None:
    from people import services as people

    child = create_person(
        by=personas.system, forename="Ada", surname="Demosecret", born_on=None, nhs_number="9434765919"
    )
    people.restrict(person=child, by=personas.system, restriction="RESTRICTED", reason="staff family")
    contact = log(
        people=[{"role": "CHILD", "forename": "Ada", "surname": "Demosecret", "nhs_number": "9434765919"}]
    )
    assert contact.is_restricted
    page = f"/concerns/{contact.public_id}/files/"
    sent = signed_in(personas.referrer).post(page, {"file": photo(), "description": ""})
    assert sent.status_code == 302
    row = Attachment.objects.get()
    assert signed_in(personas.front_door_manager).get(f"/files/{row.public_id}/").status_code == 200
    for user in (personas.duty, personas.edt, personas.police, personas.business_support):
        assert signed_in(user).get(f"/files/{row.public_id}/").status_code == 404


def test_a_file_that_is_no_picture_is_refused_and_says_so(personas: Personas) -> None:
    page = f"/concerns/new/{uuid.uuid4()}/files/"
    bad = SimpleUploadedFile("run.png", b"MZ not a picture", content_type="image/png")
    answer = signed_in(personas.referrer).post(page, {"file": bad, "description": ""})
    assert answer.status_code == 200 and not Attachment.objects.exists()
    assert "error-summary" in answer.content.decode()


def test_reading_the_file_of_a_concern_about_nobody_known_leaves_a_line_under_the_concern(
    personas: Personas, log: Log
) -> None:
    contact = log()
    signed_in(personas.referrer).post(
        f"/concerns/{contact.public_id}/files/", {"file": photo(), "description": ""}
    )
    row = Attachment.objects.get()
    assert not ContactReading.objects.exists()
    duty = signed_in(personas.duty)
    assert duty.get(f"/files/{row.public_id}/").status_code == 200
    (line,) = ContactReading.objects.all()
    assert (line.contact, line.by, line.purpose) == (contact, personas.duty, f"File {row.public_id.hex[:8]}")
    assert duty.get("/access/concerns/").status_code == 403
    shown = signed_in(personas.data_protection).get("/access/concerns/").content.decode()
    assert contact.reference in shown and str(personas.duty) in shown

    # Once somebody of it is matched, their own log says it.
    child = create_person(by=personas.system, forename="Ada", surname="Demochild")
    contact.people.update(person=child)
    assert duty.get(f"/files/{row.public_id}/").status_code == 200
    assert ContactReading.objects.count() == 1
    assert AccessLog.objects.filter(person=child, by=personas.duty, act="FILE").count() == 1
