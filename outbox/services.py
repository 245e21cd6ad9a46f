"""Verbs: tell someone, do something later, do something once; and the sweep that does what is due."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import answerable_for
from core import clock
from core.errors import NotFound
from core.history import SYSTEM_ACTOR, acting
from outbox import handlers
from outbox.enums import Channel, MailText
from outbox.exceptions import AlreadySentOtherwise
from outbox.models import Delivery, IdempotencyKey, Job, Notice

log = logging.getLogger("trafford")

MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
MAIL_DOMAIN = "notices.invalid"
# A broker that is down may not hold up the page whose work is already safe in a row.
AT_ONCE = {
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
}


@transaction.atomic
def tell(
    *,
    to: User,
    kind: str,
    reference: str,
    path: str,
    key: str,
    mail_text: MailText = MailText.NOTICE,
    in_person: bool = False,
) -> list[Notice]:
    """Tell someone once: a notice in the app and a mail that says nothing; while away, their cover.

    `in_person`: of a record for its named list alone, which no cover and no manager hears of (safety o, q).
    """
    recipient = to if in_person else answerable_for(to)
    told = []
    if recipient.pk != to.pk:
        # Their own copy waits, without a mail, for their return.
        told += _notice(to=to, kind=kind, reference=reference, path=path, key=key, mail_text=MailText.NONE)
    told += _notice(
        to=recipient,
        kind=kind,
        reference=reference,
        path=path,
        key=key,
        mail_text=mail_text,
        meant_for=to if recipient.pk != to.pk else None,
    )
    return told


def _notice(*, to: User, key: str, mail_text: MailText, **fields: Any) -> list[Notice]:
    notice, is_new = Notice.objects.get_or_create(
        to=to, key=key, defaults={"mail_text": mail_text, "created_at": clock.now(), **fields}
    )
    if not is_new:
        return []
    if mail_text != MailText.NONE and to.email and to.email_is_safe:
        delivery = Delivery.objects.create(
            notice=notice, channel=Channel.EMAIL, message_id=f"<{notice.public_id}@{MAIL_DOMAIN}>"
        )
        enqueue(kind="outbox.mail", payload={"delivery_id": delivery.pk}, key=str(notice.public_id))
    return [notice]


@transaction.atomic
def enqueue(*, kind: str, payload: Mapping[str, int | str], key: str, run_at: datetime | None = None) -> Job:
    """Have something done later, once a key; nothing is queued unless the caller's transaction commits."""
    now = clock.now()
    job, _ = Job.objects.get_or_create(
        kind=kind, key=key, defaults={"payload": dict(payload), "run_at": run_at or now, "queued_at": now}
    )
    if job.run_at <= now and not any(entry[1] is _wake for entry in connection.run_on_commit):
        transaction.on_commit(_wake, robust=True)
    result: Job = job
    return result


def _wake() -> None:
    """Ask a worker to sweep now; when nobody hears, the next minute's sweep does the same work."""
    from outbox.tasks import sweep as sweep_task

    try:
        with sweep_task.app.connection_for_write(connect_timeout=1, transport_options=AT_ONCE) as broker:
            sweep_task.apply_async(connection=broker, retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 (whatever the broker does, the row is safe)
        log.warning("wake-up not heard: %s", type(error).__name__)


@transaction.atomic
def once(*, by: User, action: str, key: str, do: Callable[[], str], fingerprint: str = "") -> str:
    """Do something the first time a key is seen and give its reference; afterwards only give the reference.

    Two requests with one key wait for each other. A failure leaves no trace: the form can be sent again. An
    empty key (a command, a story) is always new.
    """
    if not key:
        return do()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"idempotency:{by.pk}:{action}:{key}"]
        )
    kept = IdempotencyKey.objects.filter(user=by, action=action, key=key).first()
    if kept is not None:
        if fingerprint and kept.fingerprint and kept.fingerprint != fingerprint:
            raise AlreadySentOtherwise(
                "This form has already been sent with other answers; the first stands."
            )
        return str(kept.reference)
    reference = do()
    IdempotencyKey.objects.create(
        user=by, action=action, key=key, reference=reference, fingerprint=fingerprint, used_at=clock.now()
    )
    return reference


def sweep(*, limit: int = 200) -> int:
    """Do the jobs that are due, each in a transaction of its own; safe to run many times and side by side."""
    done = 0
    for _ in range(limit):
        if not run_next():
            break
        done += 1
    return done


@transaction.atomic
def run_next() -> bool:
    """Do the oldest due job: its effect and its done mark commit together or not at all."""
    now = clock.now()
    job = Job.objects.due(at=now).select_for_update(skip_locked=True).order_by("run_at", "pk").first()
    if job is None:
        return False
    job.attempts += 1
    try:
        # A savepoint: a failed effect is undone while its failure is still written down.
        with transaction.atomic(), acting(by=SYSTEM_ACTOR, reason=f"job {job.kind}"):
            handlers.for_kind(job.kind)(**job.payload)
    except Exception as error:  # noqa: BLE001 (any failure is written down and tried again)
        job.last_error_id = uuid.uuid4().hex[:12]
        log.error("job %s %s failed: error %s %s", job.pk, job.kind, job.last_error_id, type(error).__name__)
        if job.attempts >= MAX_ATTEMPTS:
            job.given_up_at = now
        job.run_at = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** (job.attempts - 1))
    else:
        job.done_at, job.last_error_id = now, ""
    job.save(update_fields=["attempts", "last_error_id", "given_up_at", "run_at", "done_at"])
    return True


@transaction.atomic
def try_again(*, job_id: UUID, by: User) -> Job:
    """Put a job that was given up back in the queue, after its cause has been removed."""
    require(by, Permission.STAFF_MANAGE)
    job = Job.objects.given_up().select_for_update().filter(public_id=job_id).first()
    if job is None:
        raise NotFound("There is no such job.")
    job.given_up_at, job.attempts, job.run_at = None, 0, clock.now()
    job.save(update_fields=["given_up_at", "attempts", "run_at"])
    result: Job = job
    return result


@transaction.atomic
def mark_read(*, by: User, notice_id: UUID) -> Notice:
    """The person a notice is for has read it; reading it again changes nothing."""
    notice = Notice.objects.visible_to(by).select_for_update(of=("self",)).filter(public_id=notice_id).first()
    if notice is None:
        raise NotFound("There is no such notice.")
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    result: Notice = notice
    return result


@transaction.atomic
def mark_all_read(*, by: User) -> int:
    """Everything told so far has been read."""
    count: int = Notice.objects.visible_to(by).unread().update(read_at=clock.now())
    return count
