"""Logging a concern: five answers suffice, nothing is ever refused for want of more (domain.md C1)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.access import require
from accounts.enums import AgencyKind, UserKind
from accounts.models import Draft, User
from accounts.permissions import Permission
from accounts.services import bin_draft
from core import clock
from core.errors import DomainError, NotPermitted
from core.history import acting
from core.references import next_reference
from deadlines.exceptions import UnknownClock
from localities.services import locate
from outbox.enums import MailText
from outbox.services import once, tell
from referrals.contacts import clocks
from referrals.contacts.enums import (
    GRADE_RAG,
    Answer,
    Channel,
    ContactStatus,
    Rag,
    RatingSource,
    RestrictionKind,
)
from referrals.contacts.models import Contact
from referrals.contacts.permissions import channel_of_system, may_key_for_others
from referrals.contacts.selectors import front_door_team
from referrals.contacts.services import people as told
from referrals.contacts.services.files import send_kept_files
from referrals.contacts.services.rate import refresh_due, set_rating
from referrals.contacts.services.restrict import reach_first
from referrals.ports import accused_a_worker, reached_undecided

# What a form may say of the concern itself.
TYPED = frozenset(
    {
        "kind", "referrer_name", "referrer_role", "referrer_agency", "referrer_source", "referrer_phone",
        "referrer_email", "referrer_email_is_safe", "referrer_reach", "referrer_relationship", "referrer_is_relative",
        "referrer_in_household", "referrer_is_alleged_source", "is_anonymous", "identity_may_be_told", "danger_now",
        "danger_detail", "where_now", "with_whom", "tonight", "how_known", "when_and_where", "concerns", "injuries",
        "evidence", "past_harm", "danger_statement", "complicating", "strengths", "existing_safety", "earlier_help",
        "scale", "child_words", "words_obtained_how", "seen_alone", "daily_life", "no_voice_because", "adult_view",
        "consent_asked", "consent_given", "consent_by", "consent_on", "consent_for", "consent_not_sought",
        "family_knows", "agencies_involved", "agencies_missing", "staff_risks", "requested_tier", "service_sought",
        "police_grade", "not_asked", "postcode",
    }
)  # fmt: skip

_SOURCE_BY_AGENCY = {
    AgencyKind.SCHOOL: "2A", AgencyKind.EARLY_YEARS: "2B", AgencyKind.GP: "3A", AgencyKind.HOSPITAL: "3E",
    AgencyKind.NHS_TRUST: "3F", AgencyKind.PHARMACY: "3D", AgencyKind.AMBULANCE: "3F", AgencyKind.HOUSING: "4",
    AgencyKind.COUNCIL: "5B", AgencyKind.OTHER_AUTHORITY: "5C", AgencyKind.POLICE: "6", AgencyKind.PROBATION: "7",
}  # fmt: skip
_SOURCE_BY_PROFESSION = {"HEALTH_VISITOR": "3B", "SCHOOL_NURSE": "3C", "SOCIAL_WORKER": "5A", "MIDWIFE": "3D"}


def source_of(user: User) -> str:
    """The national source code of a professional who logs for themselves."""
    profession = user.profession.code if user.profession else ""
    by_agency = _SOURCE_BY_AGENCY.get(AgencyKind(user.agency.kind)) if user.agency else None
    return _SOURCE_BY_PROFESSION.get(profession) or by_agency or "8"


@transaction.atomic
def log_contact(
    *,
    by: User,
    key: str,
    what: str,
    people: Sequence[Mapping[str, Any]],
    channel: str = Channel.PORTAL,
    received_at: datetime | None = None,
    for_another: bool = False,
    is_complete: bool = True,
    drafts: Iterable[Draft] = (),
    fingerprint: str = "",
    given_reference: str = "",
    **answers: Any,
) -> Contact:
    """A concern reaches the front door: one contact however often it is sent, under its clocks from receipt.

    `for_another`: typed in by the front door, business support or the out-of-hours team for whoever rang or wrote;
    only they say when it was received and by which way. `given_reference`: the one that its
    sender reads already. Matching with restricted people happens here, unseen.
    """
    unknown = set(answers) - TYPED
    if unknown:
        raise TypeError(f"log_contact does not take {sorted(unknown)}")

    def write() -> str:
        with acting(by=by, reason="concern logged"):
            contact = _write(
                by=by, what=what, people=people, channel=channel, received_at=received_at,
                for_another=for_another, is_complete=is_complete, given_reference=given_reference, answers=answers,
            )  # fmt: skip
            for draft in drafts:
                bin_draft(draft=draft, by=by)
            send_kept_files(contact=contact, by=by, key=key)
            return str(contact.public_id)

    made = once(by=by, action="contact.log", key=key, do=write, fingerprint=fingerprint)
    found: Contact = Contact.objects.get(public_id=made)
    return found


def _write(
    *,
    by: User,
    what: str,
    people: Sequence[Mapping[str, Any]],
    channel: str,
    received_at: datetime | None,
    for_another: bool,
    is_complete: bool,
    given_reference: str,
    answers: dict[str, Any],
) -> Contact:
    now = clock.now()
    require(by, Permission.CONTACT_LOG)
    _check_receipt(by=by, channel=channel, received_at=received_at, for_another=for_another, now=now)
    rows = told.cleaned(people)
    _check_grade(by=by, grade=str(answers.get("police_grade") or ""))
    values = _referrer(by=by, for_another=for_another, answers=answers)
    _check_five(what=what, rows=rows, values=values, channel=channel)
    matches = told.restricted_in(rows)
    accused = [told.accuses_a_worker(row) for row in rows]
    restriction = (
        RestrictionKind.STAFF
        if any(accused)
        else RestrictionKind.PERSON
        if any(matches)
        else RestrictionKind.NONE
    )
    received = received_at or now
    place = _place(rows, values.pop("postcode", ""), received)
    contact: Contact = Contact.objects.create(
        reference=given_reference or next_reference("CN", clock.to_local(received).date()),
        status=ContactStatus.RECEIVED,
        channel=channel,
        received_at=received,
        logged_at=now,
        logged_by=by,
        referrer=None if for_another else by,
        is_complete=is_complete,
        what=what.strip(),
        is_restricted=restriction != RestrictionKind.NONE,
        restriction_kind=restriction,
        recorded_at=now,
        recorded_by=by,
        **values,
        **place,
    )
    written = told.write_people(contact=contact, rows=rows, matches=matches, by=by)
    if accused_now := [person for person, is_accused in zip(written, accused, strict=True) if is_accused]:
        accused_a_worker.ask(contact, accused_now, by)
    _start(contact, by=by, now=now)
    return contact


def _start(contact: Contact, *, by: User, now: datetime) -> None:
    """Holders before anything is listed, then clocks, rating and receipt."""
    owner = reach_first(contact=contact, by=by) if contact.is_restricted else None
    own = contact.referrer_id == by.pk
    try:
        clocks.start_on_receipt(
            contact,
            by=by,
            at=contact.received_at,
            team=front_door_team(),
            owner=owner,
            # Whoever used the public's own form had its receipt at once.
            acknowledge=not contact.is_anonymous and contact.channel != Channel.PUBLIC,
        )
    except UnknownClock:
        raise DomainError(
            "No limits are known for so early a day. Say when it reached us; what happened earlier belongs in the words.",
            field="received_at",
        ) from None
    if contact.danger_now == Answer.YES:
        set_rating(
            contact=contact, rag=Rag.RED, source=RatingSource.DANGER, by=by, at=now,
            reason="The referrer answered that somebody is in danger now.",
        )  # fmt: skip
    elif raised := GRADE_RAG.get(contact.police_grade):  # type: ignore[call-overload]
        set_rating(
            contact=contact, rag=raised, source=RatingSource.POLICE, by=by, at=now,
            reason=f"Police graded it {contact.get_police_grade_display().lower()}.",
        )  # fmt: skip
    refresh_due(contact)
    reached_undecided.ask(contact, by, now)
    if own:
        tell(
            to=by,
            kind="referrals.received",
            reference=contact.reference,
            path=f"/concerns/{contact.public_id}/",
            key=f"received:{contact.public_id}",
            mail_text=MailText.RECEIPT,
        )
        clocks.stop_acknowledgement(contact, by=by, at=now, how="Receipt given at once")


def _check_receipt(
    *, by: User, channel: str, received_at: datetime | None, for_another: bool, now: datetime
) -> None:
    if channel not in Channel.values:
        raise DomainError("Choose how it reached you.", field="channel")
    keyed = for_another or received_at is not None or channel != channel_of_system(by)
    if keyed and not may_key_for_others(by):
        raise NotPermitted("Only the front door types in a concern for somebody else.")
    if received_at is not None and received_at > now:
        raise DomainError("It cannot have been received in the future.", field="received_at")


def _check_grade(*, by: User, grade: str) -> None:
    """A grade is the police's own; the front door types in what reached it from them."""
    if by.kind == UserKind.SERVICE and grade and channel_of_system(by) != Channel.POLICE_PPN:
        raise DomainError("Only the police grade a concern.", field="police_grade")


def _referrer(*, by: User, for_another: bool, answers: dict[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in answers.items() if value is not None}
    if not for_another:
        values["referrer_name"] = values.get("referrer_name") or by.display_name
        values["referrer_agency"] = values.get("referrer_agency") or str(by.agency or "")
        values["referrer_role"] = values.get("referrer_role") or str(by.profession or by.post)
        values["referrer_source"] = values.get("referrer_source") or source_of(by)
        if not (values.get("referrer_phone") or values.get("referrer_email")):
            values["referrer_phone"], values["referrer_email"] = by.phone, by.email
    elif values.get("is_anonymous"):
        values["referrer_source"] = "9"
    return values


def _check_five(
    *, what: str, rows: Sequence[Mapping[str, Any]], values: Mapping[str, Any], channel: str
) -> None:
    """Who, where now, what, who tells, how to reach them: enough to send; the public tells of itself what it will."""
    if not any(
        row.get("forename") or row.get("surname") or row.get("age_words") or row.get("role") for row in rows
    ):
        raise DomainError("Say who the concern is about, as far as you know.", field="people")
    if not str(values.get("where_now", "")).strip():
        raise DomainError("Say where they are now, or that you don't know.", field="where_now")
    if not what.strip():
        raise DomainError("Say what you are worried about.", field="what")
    if values.get("is_anonymous") or channel == Channel.PUBLIC:
        return
    if not str(values.get("referrer_name", "")).strip():
        raise DomainError("Give the name of whoever tells, or mark it anonymous.", field="referrer_name")
    if not (values.get("referrer_phone") or values.get("referrer_email")):
        raise DomainError("Give a telephone number or e-mail address.", field="referrer_phone")


def _place(rows: Sequence[Mapping[str, Any]], typed: str, received: datetime) -> dict[str, Any]:
    """The locality of the first person whose ordinary address is known; a confidential one places nobody."""
    open_ones = (
        row["postcode"]
        for row in rows
        if row.get("postcode")
        and not row.get("address_is_confidential")
        and row.get("address_kind") != "REFUGE"
    )
    postcode = (typed or next(open_ones, "")).strip().upper()
    if not postcode:
        return {"postcode": ""}
    found = locate(postcode, on=clock.to_local(received).date())
    return {"postcode": postcode[:8], "locality": found.locality, "ward": found.ward}
