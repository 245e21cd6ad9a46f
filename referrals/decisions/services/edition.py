"""A new edition of the threshold of need: drafted by one, agreed by another, in force from a day to come."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotPermitted, WrongState
from core.history import acting
from outbox.services import once
from referrals.contacts.enums import Concern
from referrals.decisions.models import ThresholdIndicator, ThresholdVersion
from referrals.decisions.selectors import threshold_in_force

TIERS = (1, 2, 3, 4)


@transaction.atomic
def draft_edition(*, by: User, name: str, source: str, starts_on: date, key: str = "") -> ThresholdVersion:
    """Begin a new edition with every indicator of the one in force; it binds nobody yet."""

    def write() -> str:
        require(by, Permission.THRESHOLD_WRITE)
        if not name.strip() or ThresholdVersion.objects.filter(name=name.strip()).exists():
            raise DomainError("Give the edition a name that no other has.", field="name")
        _to_come(starts_on)
        before = threshold_in_force()
        with acting(by=by, reason="edition of the thresholds drafted"):
            row: ThresholdVersion = ThresholdVersion.objects.create(
                name=name.strip(), source=source.strip(), starts_on=starts_on, is_draft=True, drafted_by=by
            )
            for item in ThresholdIndicator.objects.filter(version=before).order_by("pk"):
                ThresholdIndicator.objects.create(
                    version=row, tier=item.tier, code=item.code, text=item.text, concerns=item.concerns
                )
        return str(row.public_id)

    found: ThresholdVersion = ThresholdVersion.objects.get(
        public_id=once(by=by, action="threshold.draft", key=key, do=write)
    )
    return found


@transaction.atomic
def write_indicator(
    *, edition: ThresholdVersion, by: User, code: str, tier: int, text: str, concerns: Sequence[str] = ()
) -> ThresholdIndicator:
    """Word an indicator of a draft; the one that bears this code is replaced."""
    row = _draft(edition, by)
    code = code.strip().upper()
    if not code or not code.isalnum():
        raise DomainError("Give a code such as 3G.", field="code")
    if tier not in TIERS:
        raise DomainError("Choose the tier.", field="tier")
    if not text.strip():
        raise DomainError("Write the indicator.", field="text")
    if set(concerns) - set(Concern.values):
        raise DomainError("Choose what kind of concern it fits.", field="concerns")
    with acting(by=by, reason=f"indicator {code} written"):
        found, _ = ThresholdIndicator.objects.update_or_create(
            version=row,
            code=code,
            defaults={"tier": tier, "text": text.strip(), "concerns": list(concerns)},
        )
    written: ThresholdIndicator = found
    return written


@transaction.atomic
def take_out_indicator(*, edition: ThresholdVersion, by: User, code: str) -> None:
    """An indicator of the edition before does not go into the new one."""
    row = _draft(edition, by)
    found = ThresholdIndicator.objects.filter(version=row, code=code.strip().upper()).first()
    if found is None:
        raise DomainError("No indicator of this draft bears this code.", field="code")
    with acting(by=by, reason=f"indicator {found.code} taken out"):
        found.delete()


@transaction.atomic
def agree_edition(*, edition: ThresholdVersion, by: User, starts_on: date) -> ThresholdVersion:
    """A second person agrees a draft: it holds from a day to come, and the one before ends that day.

    What was decided keeps the edition it was decided under.
    """
    require(by, Permission.THRESHOLD_AGREE)
    last = ThresholdVersion.objects.select_for_update().filter(is_draft=False, ends_on__isnull=True).first()
    row = _locked(edition)
    if row.drafted_by_id == by.pk:
        raise NotPermitted("Somebody else agrees what you drafted.")
    _to_come(starts_on)
    if last is not None and starts_on <= last.starts_on:
        raise DomainError(f"It must begin after {last.name}, {last.starts_on:%-d %B %Y}.", field="starts_on")
    tiers = set(ThresholdIndicator.objects.filter(version=row).values_list("tier", flat=True))
    if missing := [str(tier) for tier in TIERS if tier not in tiers]:
        raise WrongState(f"Tier {' and '.join(missing)} has no indicator.")
    with acting(by=by, reason="edition of the thresholds agreed"):
        if last is not None:
            last.ends_on = starts_on
            last.save(update_fields=["ends_on"])
        row.is_draft, row.starts_on = False, starts_on
        row.agreed_at, row.agreed_by = clock.now(), by
        row.save(update_fields=["is_draft", "starts_on", "agreed_at", "agreed_by"])
    return row


def _to_come(starts_on: date) -> None:
    # Begun today it would hold for what was decided this morning.
    if starts_on <= clock.today():
        raise DomainError("Choose a day to come: what was decided keeps its edition.", field="starts_on")


def _draft(edition: ThresholdVersion, by: User) -> ThresholdVersion:
    require(by, Permission.THRESHOLD_WRITE)
    return _locked(edition)


def _locked(edition: ThresholdVersion) -> ThresholdVersion:
    row: ThresholdVersion = ThresholdVersion.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if not row.is_draft:
        raise WrongState("This edition was agreed: its words do not change. Draft a new one.")
    return row
