"""Seal what the access log holds, an hour at a time, without ever making a reader wait."""

import logging
from datetime import datetime, timedelta

from django.db import connection, transaction

from accounts.selectors import system_user
from core import clock
from governance.sealing.models import AccessSeal
from governance.sealing.selectors import digest_of, highest, last_seal

log = logging.getLogger("trafford")

# How long ago the oldest transaction of anybody else began.
_OLDEST = (
    "SELECT coalesce(max(clock_timestamp() - xact_start), interval '0') FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
# One at a time: two workers that wake at once make one seal.
_LOCK = 4_701_130


@transaction.atomic
def seal_access_log() -> AccessSeal | None:
    """Cover what had begun to be written when the last seal was made and is settled now; readers never wait for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last, now, seen = last_seal(), clock.now(), highest()
    if last is not None and (seen == last.upto or not _settled(last.made_at, now)):
        return None
    after, upto = (last.upto, last.seen) if last else (0, 0)
    previous = last.digest if last else ""
    digest, rows = digest_of(previous=previous, after=after, upto=upto)
    seal: AccessSeal = AccessSeal.objects.create(
        number=last.number + 1 if last else 1, after=after, upto=upto, seen=max(seen, upto), rows=rows,
        previous=previous, digest=digest, made_at=now, made_by=system_user(),
    )  # fmt: skip
    # What is kept elsewhere cannot be written anew together with the table: the log leaves this machine.
    log.info("access log sealed: number %d, %d rows, digest %s", seal.number, rows, digest)
    return seal


def _settled(since: datetime, now: datetime) -> bool:
    """Whether every transaction that had begun by then has ended: none is left that could add a lower number."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST)
        oldest: timedelta = cursor.fetchone()[0]
    return now - since > oldest
