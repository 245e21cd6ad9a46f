"""Who the people of a concern are in the index: a worker's decision, never the machine's (safety l, r)."""

from django.db import transaction

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from core import clock, workflow
from core.errors import DomainError, NotFound
from core.history import acting
from outbox.services import once
from people.enums import AddressKind, Level, ReferenceKind, Stage
from people.models import HouseholdMember, Person
from people.selectors import level
from people.services import (
    add_contact_point,
    add_name,
    add_safe_address,
    create_person,
    last_settled,
    move_to,
    open_episode,
    record_reference,
    relate,
    set_household,
    share_home,
)
from referrals.contacts import clocks
from referrals.contacts.enums import Answer, FamilyRole, MatchDecision, TypedAddressKind
from referrals.contacts.models import Contact, ContactPerson, TypedSafeAddress
from referrals.contacts.permissions import require_triage, require_undecided
from referrals.contacts.services.rate import touch_claim
from referrals.triage.services.claim import keep_from_family

_ANSWERED = {Answer.YES: True, Answer.NO: False}


@transaction.atomic
def match_person(
    *,
    contact_person: ContactPerson,
    by: User,
    decision: str,
    reason: str,
    person: Person | None = None,
    key: str = "",
) -> ContactPerson:
    """The same as somebody the worker may see, somebody new, or not sure yet; with the reason."""

    def write() -> str:
        contact = workflow.lock(contact_person.contact)
        require_triage(by, contact)
        row = ContactPerson.objects.select_for_update(of=("self",)).get(pk=contact_person.pk)
        # Who was left open stays to be settled, also when the concern is decided.
        if row.match != MatchDecision.UNSURE:
            require_undecided(contact)
        if decision not in MatchDecision.values:
            raise DomainError("Choose: the same person, somebody new, or not sure.", field="decision")
        if decision == MatchDecision.SAME and person is None:
            raise DomainError("Choose who it is.", field="person")
        if row.person_id and decision == MatchDecision.NEW:
            raise DomainError("This person is in the index already.", field="decision")
        now = clock.now()
        with acting(by=by, reason=f"matched: {decision}"):
            row.person = _person_for(row, decision, person, by=by)
            row.match, row.match_reason = decision, reason.strip()
            row.matched_at, row.matched_by = now, by
            row.version += 1
            row.save(update_fields=["person", "match", "match_reason", "matched_at", "matched_by", "version"])
            if row.person is not None:
                record_reference(
                    person=row.person, kind=ReferenceKind.CONTACT, reference=contact.reference, by=by,
                    made_at=contact.received_at,
                )  # fmt: skip
                if contact.is_undecided:
                    open_episode(
                        person=row.person, reference=contact.reference, by=by, stage=Stage.INFORMATION,
                        at=contact.received_at,
                    )  # fmt: skip
                    _join_family(contact, row.person)
                    _place_without_a_home(contact, row)
            if contact.is_undecided:
                touch_claim(contact, by=by, at=now)
                keep_from_family(contact, by=by)
        return str(row.public_id)

    found: ContactPerson = ContactPerson.objects.get(
        public_id=once(by=by, action="contact.match", key=key, do=write)
    )
    return found


def _place_without_a_home(contact: Contact, row: ContactPerson) -> None:
    """Told without a fixed abode and now recognised: the locality of their last settled home takes it on."""
    if contact.locality_id or row.address_kind != TypedAddressKind.NFA or row.person is None:
        return
    contact.locality = last_settled(row.person)
    if contact.locality is not None:
        contact.save(update_fields=["locality"])


def _person_for(row: ContactPerson, decision: str, person: Person | None, *, by: User) -> Person | None:
    if decision == MatchDecision.UNSURE:
        return None
    if decision == MatchDecision.SAME and person is not None:
        if level(by, person) == Level.NONE:
            raise NotFound("There is no such record.")
        return person
    require(by, Permission.PERSON_WRITE)
    return _create(row, by=by)


def _create(row: ContactPerson, *, by: User) -> Person:
    """Somebody new, with all that the referrer knew; a confidential address stays in its own store."""
    person = create_person(
        by=by,
        forename=row.forename,
        surname=row.surname,
        preferred_name=row.preferred_name,
        born_on=row.born_on,
        birth_certainty=row.birth_certainty if row.born_on else "",
        expected_on=row.expected_on,
        sex=row.sex,
        gender_identity=row.gender_identity,
        ethnicity=row.ethnicity,
        religion=row.religion,
        first_language=row.first_language,
        interpreter_needed=_ANSWERED.get(row.interpreter_needed),  # type: ignore[call-overload]
        communication=row.communication,
        disabilities=row.disabilities,
        nhs_number=row.nhs_number,
        upn=row.upn,
        upn_unknown_reason=row.upn_unknown_reason,
        local_id=row.local_id,
    )
    for alias in filter(None, (part.strip() for part in row.aliases.split(","))):
        forename, _, surname = alias.partition(" ")
        add_name(person=person, by=by, forename=forename, surname=surname or row.surname)
    safe = TypedSafeAddress.objects.filter(contact_person=row).first()
    if safe is not None:
        add_safe_address(
            person=person,
            by=by,
            lines=safe.lines,
            postcode=safe.postcode,
            reason="Told as confidential in a concern",
        )
    elif row.address_lines or row.postcode or row.address_kind == TypedAddressKind.NFA:
        kinds = dict.fromkeys((TypedAddressKind.REFUGE, ""), AddressKind.HOME)
        kind = kinds.get(row.address_kind, row.address_kind)
        move_to(person=person, by=by, lines=row.address_lines, postcode=row.postcode, kind=kind)
    if row.phone:
        add_contact_point(
            person=person, by=by, kind="PHONE", value=row.phone,
            safe_to_call=row.safe_to_call == Answer.YES,
            safe_to_text=row.safe_to_text == Answer.YES,
            safe_to_leave_message=row.safe_to_leave_message == Answer.YES,
        )  # fmt: skip
    return person


def _join_family(contact: Contact, person: Person) -> None:
    """Concerns about one person, or about a household that somebody confirmed, stand in one line of the queue."""
    homes = HouseholdMember.objects.filter(person=person, is_confirmed=True, ends_on__isnull=True).values(
        "household"
    )
    family = set(
        HouseholdMember.objects.filter(
            household__in=homes, is_confirmed=True, ends_on__isnull=True
        ).values_list("person_id", flat=True)
    ) | {person.pk}
    keys = list(
        Contact.objects.undecided()
        .filter(people__person__in=family, is_restricted=contact.is_restricted)
        .order_by("received_at", "pk")
        .values_list("family_key", flat=True)
    )
    # The line that waits longest takes in all others.
    moved = set(keys[1:]) - {keys[0]} if keys else set()
    for row in Contact.objects.select_for_update(of=("self",)).filter(family_key__in=moved).order_by("pk"):
        row.family_key = keys[0]
        row.save(update_fields=["family_key"])


@transaction.atomic
def consider_person(*, contact_person: ContactPerson, by: User, note: str) -> ContactPerson:
    """This child was thought about: what is known, who was asked; never ticked beforehand (safety e)."""
    contact = workflow.lock(contact_person.contact)
    require_triage(by, contact)
    require_undecided(contact)
    if not note.strip():
        raise DomainError("Say what you considered.", field="note")
    row: ContactPerson = ContactPerson.objects.select_for_update(of=("self",)).get(pk=contact_person.pk)
    now = clock.now()
    row.considered_at, row.considered_by, row.considered_note = now, by, note.strip()
    row.version += 1
    with acting(by=by, reason="considered"):
        row.save(update_fields=["considered_at", "considered_by", "considered_note", "version"])
        touch_claim(contact, by=by, at=now)
    return row


@transaction.atomic
def bring_in(*, contact: Contact, person: Person, by: User, role: str = FamilyRole.SIBLING) -> ContactPerson:
    """Somebody of the household whom nobody named joins the concern, to be considered with the others."""
    row = workflow.lock(contact)
    require_triage(by, row)
    require_undecided(row)
    if level(by, person) == Level.NONE:
        raise NotFound("There is no such record.")
    if role not in FamilyRole.values:
        raise DomainError("Say who this is in the family.", field="role")
    existing: ContactPerson | None = row.people.filter(person=person).first()
    if existing is not None:
        return existing
    now = clock.now()
    last = row.people.order_by("-position").values_list("position", flat=True).first() or 0
    with acting(by=by, reason="brought into a concern"):
        added: ContactPerson = ContactPerson.objects.create(
            contact=row, position=last + 1, role=FamilyRole.UNBORN if person.is_unborn else role,
            forename=person.forename, surname=person.surname, born_on=person.born_on, sex=person.sex,
            birth_certainty=person.birth_certainty, expected_on=person.expected_on,
            person=person, match=MatchDecision.SAME, match_reason="Recorded in the same household",
            matched_at=now, matched_by=by, recorded_at=now, recorded_by=by,
        )  # fmt: skip
        record_reference(person=person, kind=ReferenceKind.CONTACT, reference=row.reference, by=by)
        open_episode(
            person=person, reference=row.reference, by=by, stage=Stage.INFORMATION, at=row.received_at
        )
    return added


@transaction.atomic
def confirm_household(*, contact: Contact, by: User, members: list[ContactPerson]) -> None:
    """These people live together, a worker says, and are related as the referrer told: written into the index."""
    row = workflow.lock(contact)
    require_triage(by, row)
    require(by, Permission.PERSON_WRITE)
    if any(member.contact_id != row.pk or member.person_id is None for member in members):
        raise DomainError("Say first who each person is in the index.", field="members")
    with acting(by=by, reason="household confirmed"):
        people = [member.person for member in members if member.person]
        if len(people) > 1:
            set_household(people=people, by=by, confirmed=True)
            if not TypedSafeAddress.objects.filter(contact_person__contact=row).exists():
                share_home(people=people, by=by)
        first = row.people.filter(person__isnull=False).order_by("position").first()
        for member in row.people.filter(person__isnull=False).exclude(relation_to_first=""):
            if first and first.person and member.person and member.person_id != first.person_id:
                responsibility = _ANSWERED.get(member.holds_responsibility)  # type: ignore[call-overload]
                relate(
                    person=member.person, other=first.person, kind=member.relation_to_first, by=by,
                    has_parental_responsibility=responsibility, responsibility_basis=member.responsibility_basis,
                )  # fmt: skip
        for person in people:
            _join_family(row, person)


@transaction.atomic
def acknowledge_referrer(*, contact: Contact, by: User, how: str) -> None:
    """Whoever told by telephone or mail was given the reference."""
    row = workflow.lock(contact)
    require_triage(by, row, Permission.CONTACT_QUEUE)
    if not how.strip():
        raise DomainError("Say how they were told.", field="how")
    clocks.stop_acknowledgement(row, by=by, at=clock.now(), how=how.strip()[:120])
