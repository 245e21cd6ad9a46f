"""What must hold after every fault: read from the database, the mails and the senders' receipts."""

from collections import Counter

from django.apps import apps
from django.db import connection
from django.db.models import Count

from core.history import is_tracked
from deadlines.models import Clock
from outbox.models import Delivery, IdempotencyKey, Job, Notice
from referrals.contacts.models import Contact
from referrals.decisions.models import Decision
from tests.faults.ledger import noted


def standing() -> dict[str, int]:
    """The highest row of every tracked table before the play (reference data came before its triggers)."""
    return {
        model._meta.db_table: model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        for model in filter(is_tracked, apps.get_models())
    }


def broken(receipts: dict[str, str], *, arranged: int, before: dict[str, int]) -> list[str]:
    """Every promise that does not hold; `receipts`: the senders' mark to the address they were sent to.

    `arranged`: concerns made for being decided, which nobody sent.
    """
    return [*_concerns(receipts, arranged), *_telling(), *whole(before=before)]


def whole(*, before: dict[str, int]) -> list[str]:
    """Nothing half done: each concern with one set of limits, decided altogether or not at all, each row with its event."""
    return [*_clocks(), *_decisions(), *_history(before)]


def _concerns(receipts: dict[str, str], arranged: int) -> list[str]:
    """Each key is one concern, each receipt leads to it (nothing lost, nothing doubled)."""
    found = []
    by_id = {str(row.public_id): row for row in Contact.objects.all()}
    by_words = Counter(row.what for row in by_id.values())
    for key, location in receipts.items():
        where = [public_id for public_id in by_id if public_id in location]
        if len(where) != 1:
            found.append(f"{key}: the receipt {location} leads to {len(where)} concerns")
        elif key not in by_id[where[0]].what:
            found.append(f"{key}: the receipt leads to somebody else's concern")
        if sum(count for words, count in by_words.items() if key in words) != 1:
            found.append(f"{key}: not exactly one concern")
    if len(by_id) != len(receipts) + arranged:
        found.append(f"{len(by_id)} concerns for {len(receipts)} receipts and {arranged} arranged")
    keys = IdempotencyKey.objects.filter(action="contact.log").count()
    if keys != len(receipts):
        found.append(f"{keys} keys for {len(receipts)} receipts")
    return found


def _clocks() -> list[str]:
    """One set of limits a concern: the decision's and the acknowledgement's, once each."""
    found = []
    for contact in Contact.objects.all():
        codes = Counter(Clock.objects.of_subject(contact).values_list("code", flat=True))
        if codes["REF-DEC"] != 1 or codes["REF-ACK"] != 1 or max(codes.values()) > 1:
            found.append(f"{contact.reference}: clocks {dict(codes)}")
    return found


def _decisions() -> list[str]:
    """Decided altogether or not at all."""
    found = []
    for contact in Contact.objects.all():
        decisions = list(Decision.objects.filter(contact=contact).annotate(people=Count("outcomes")))
        steps = contact.status_changes.filter(to_status="DECIDED").count()
        running = Clock.objects.of_subject(contact).running().filter(code="REF-DEC").count()
        if contact.is_undecided:
            whole = not decisions and not steps and running == 1 and contact.decided_at is None
        else:
            whole = (
                len(decisions) == 1
                and steps == 1
                and running == 0
                and contact.decided_at is not None
                and decisions[0].people == contact.people.count()
                and decisions[0].feedback.count() == 1
            )
        if not whole:
            seen = f"{len(decisions)} decisions, {steps} steps, {running} clocks"
            found.append(f"{contact.reference}: {contact.status}, {seen}")
    return found


def _telling() -> list[str]:
    """A receipt in the app once for each concern; its mail at least once, always the same message."""
    found = []
    for contact in Contact.objects.all():
        told = Notice.objects.filter(key=f"received:{contact.public_id}").count()
        if told != 1:
            found.append(f"{contact.reference}: {told} notices of receipt")
    handed_over = Counter(line["message_id"] for line in noted("mails"))
    due = set(Delivery.objects.values_list("message_id", flat=True))
    for lost in due - set(handed_over):
        found.append(f"mail {lost} was never handed over")
    for unknown in set(handed_over) - due:
        found.append(f"mail {unknown} belongs to no delivery")
    open_ones = Delivery.objects.filter(sent_at__isnull=True).count()
    waiting = Job.objects.filter(kind="outbox.mail", done_at__isnull=True).count()
    if open_ones or waiting:
        found.append(f"{open_ones} deliveries open, {waiting} jobs of mail not done")
    return found


def _history(before: dict[str, int]) -> list[str]:
    """Every row of a tracked table has its first event, every version one event, each with an actor."""
    found = []
    with connection.cursor() as cursor:
        for model in filter(is_tracked, apps.get_models()):
            table, key = model._meta.db_table, model._meta.pk.column
            event = model.pgh_event_model._meta.db_table
            cursor.execute(f"SELECT count(*) FROM \"{event}\" WHERE coalesce(pgh_context->>'by', '') = ''")
            nameless = cursor.fetchone()[0]
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t."{key}" > %s AND 1 <> (SELECT count(*) '
                f'FROM "{event}" e WHERE e.pgh_obj_id = t."{key}" AND e.pgh_label = \'insert\')',
                [before[table]],
            )
            unseen = cursor.fetchone()[0]
            if nameless or unseen:
                found.append(
                    f"{table}: {nameless} events without an actor, {unseen} rows without a first event"
                )
    return found


def mail_doubles() -> int:
    """Mails handed over more than once: allowed, under the same Message-ID, one for a kill in that window."""
    return sum(count - 1 for count in Counter(line["message_id"] for line in noted("mails")).values())
