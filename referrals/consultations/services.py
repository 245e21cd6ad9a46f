"""Verbs of the advice log: write down what was asked and advised; make a concern of it."""

from datetime import date, datetime

from django.db import transaction

from accounts.access import require
from accounts.enums import OnCallDuty
from accounts.models import User
from accounts.permissions import Permission
from accounts.selectors import on_call
from core import clock
from core.errors import DomainError, NotFound, WrongState
from core.history import acting
from outbox.services import once, tell
from people.models import Person
from people.selectors.access_conflicts import conflict_with
from referrals.consultations.models import Consultation
from referrals.contacts.enums import Channel, FamilyRole
from referrals.contacts.models import Contact
from referrals.contacts.services import log_contact
from referrals.contacts.services.people import restricted_in


@transaction.atomic
def log_consultation(
    *,
    by: User,
    question: str,
    advice: str,
    key: str = "",
    asked_at: datetime | None = None,
    asker_name: str = "",
    asker_role: str = "",
    asker_agency: str = "",
    asker_phone: str = "",
    forename: str = "",
    surname: str = "",
    born_on: date | None = None,
    age_words: str = "",
) -> Consultation:
    """What a professional asked and was advised; about a restricted person it is its writer's and a holder's alone."""

    def write() -> str:
        require(by, Permission.CONTACT_TRIAGE)
        now = clock.now()
        if not question.strip():
            raise DomainError("Say what was asked.", field="question")
        if not advice.strip():
            raise DomainError("Say what was advised.", field="advice")
        if asked_at is not None and asked_at > now:
            raise DomainError("It cannot have been asked in the future.", field="asked_at")
        named = {"forename": forename.strip(), "surname": surname.strip(), "born_on": born_on}
        is_named = any(named.values())
        hidden = restricted_in([named])[0] if is_named else []
        holder = _holder(hidden, besides=by) if hidden else None
        with acting(by=by, reason="advice written down"):
            row: Consultation = Consultation.objects.create(
                asked_at=asked_at or now, asker_name=asker_name, asker_role=asker_role, asker_agency=asker_agency,
                asker_phone=asker_phone, question=question.strip(), advice=advice.strip(), is_named=is_named,
                age_words=age_words.strip(), is_restricted=bool(hidden), holder=holder, recorded_at=now,
                recorded_by=by, **named,
            )  # fmt: skip
            if holder is not None:
                tell(
                    to=holder,
                    kind="referrals.advice_restricted",
                    reference="Advice log",
                    path=row.path,
                    key=f"advice:{row.public_id}",
                )
        return str(row.public_id)

    found: Consultation = Consultation.objects.get(
        public_id=once(by=by, action="consultation.log", key=key, do=write)
    )
    return found


def _holder(hidden: list[Person], *, besides: User) -> User | None:
    """The first on call for restricted records, else the director, whom nothing ties to these people."""
    for duty in (OnCallDuty.RESTRICTED_HOLDER, OnCallDuty.DUTY_DIRECTOR):
        for user in on_call(duty):
            if user.pk != besides.pk and not conflict_with(user, hidden):
                return user
    return None


@transaction.atomic
def make_concern(
    *, consultation: Consultation, by: User, where_now: str, role: str = FamilyRole.CHILD, key: str = ""
) -> Contact:
    """It is a concern after all: logged for whoever asked, received when they named the person, else now."""

    def write() -> str:
        row: Consultation | None = (
            Consultation.objects.visible_to(by)
            .select_for_update(of=("self",))
            .filter(pk=consultation.pk)
            .first()
        )
        if row is None:
            raise NotFound("There is no such record.")
        require(by, Permission.CONTACT_TRIAGE)
        if row.contact_id is not None:
            raise WrongState("A concern has been made of this already.")
        person = {
            "role": role, "forename": row.forename, "surname": row.surname, "born_on": row.born_on,
            "age_words": row.age_words,
        }  # fmt: skip
        contact = log_contact(
            by=by, key="", what=row.question, people=[person], channel=Channel.PHONE, for_another=True,
            received_at=row.asked_at if row.is_named else None, where_now=where_now,
            is_anonymous=not (row.asker_name and row.asker_phone), referrer_name=row.asker_name,
            referrer_role=row.asker_role, referrer_agency=row.asker_agency, referrer_phone=row.asker_phone,
            referrer_source="8" if row.asker_name and row.asker_phone else "9",
        )  # fmt: skip
        row.contact, row.logged_as_concern_at, row.logged_as_concern_by = contact, clock.now(), by
        row.version += 1
        with acting(by=by, reason="advice became a concern"):
            row.save(update_fields=["contact", "logged_as_concern_at", "logged_as_concern_by", "version"])
        return str(contact.public_id)

    made: Contact = Contact.objects.get(
        public_id=once(by=by, action="consultation.concern", key=key, do=write)
    )
    return made
