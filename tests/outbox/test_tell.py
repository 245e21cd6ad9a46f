"""Staff are told once each, in the app and by a mail that says nothing."""

import pytest
from django.core import mail

from outbox import services
from outbox.enums import MailText
from outbox.models import Delivery, Job, Notice
from tests.outbox.people import colleague, on_leave

pytestmark = pytest.mark.django_db


def tell(to: object, **over: object) -> list[Notice]:
    fields = {"kind": "clock.overdue", "reference": "C-2026-0001", "path": "/concerns/x/", "key": "k1"} | over
    return services.tell(to=to, **fields)  # type: ignore[arg-type]


def test_the_same_event_tells_the_same_person_once() -> None:
    ashworth = colleague("ashworth")
    assert len(tell(ashworth)) == 1
    assert tell(ashworth) == []
    assert len(tell(ashworth, key="k2")) == 1
    assert Notice.objects.filter(to=ashworth).count() == 2


def test_safety_g_the_mail_says_only_that_there_is_a_notice() -> None:
    tell(colleague("ashworth"))
    services.sweep()
    (sent,) = mail.outbox
    assert (
        sent.subject == sent.body.strip() == "You have a notice, reference C-2026-0001, sign in to read it."
    )
    assert "concerns" not in sent.body and "overdue" not in sent.message().as_string()


def test_safety_g_a_receipt_says_only_that_the_contact_arrived() -> None:
    tell(colleague("ashworth"), mail_text=MailText.RECEIPT)
    services.sweep()
    assert mail.outbox[0].body.strip() == "We have received your contact, reference C-2026-0001."


def test_safety_g_no_mail_goes_to_an_address_not_marked_safe() -> None:
    careful = colleague("careful", email_is_safe=False)
    tell(careful)
    changed = colleague("changed")
    tell(changed)
    changed.email_is_safe = False
    from core.history import acting

    with acting(by="SYSTEM"):
        changed.save(update_fields=["email_is_safe"])
    services.sweep()
    assert mail.outbox == []
    assert Delivery.objects.get(notice__to=changed).outcome == "NOT_SAFE"


def test_a_mail_tried_twice_keeps_its_message_id_and_goes_once() -> None:
    tell(colleague("ashworth"))
    services.sweep()
    delivery = Delivery.objects.get()
    Job.objects.update(done_at=None)
    services.sweep()
    assert len(mail.outbox) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == delivery.message_id
    Delivery.objects.update(outcome="WAITING", sent_at=None)
    Job.objects.update(done_at=None)
    services.sweep()
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [delivery.message_id] * 2


def test_safety_d_while_someone_is_away_their_cover_is_told_and_mailed() -> None:
    away, cover = colleague("away"), colleague("cover")
    on_leave(away, cover=cover)
    tell(away)
    services.sweep()
    assert [m.to for m in mail.outbox] == [[cover.email]]
    assert Notice.objects.get(to=cover).meant_for == away
    assert Notice.objects.get(to=away).meant_for is None


def test_safety_d_without_cover_the_manager_is_told() -> None:
    manager = colleague("manager")
    away = colleague("away", line_manager=manager)
    on_leave(away)
    tell(away)
    assert Notice.objects.get(to=manager).meant_for == away


def test_a_notice_never_leads_off_the_site() -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        tell(colleague("ashworth"), path="https://elsewhere.example/")
