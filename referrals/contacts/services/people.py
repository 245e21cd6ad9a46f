"""The people of a concern as they were told; a confidential address goes to a row of its own at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from core import clock
from core.errors import DomainError
from people.enums import BirthCertainty, Sex
from people.matching import hidden_people
from people.models import Person
from people.selectors import restricted_matches
from people.services.identity import clean_nhs_number, clean_upn
from referrals.contacts.enums import Answer, FamilyRole
from referrals.contacts.models import Contact, ContactPerson, TypedSafeAddress
from referrals.contacts.selectors import described, worker_named

# What a form may say of a person; who they are in the index, and whether they were considered, has verbs of its own.
TYPED = frozenset(
    {
        "role", "relation_to_first", "in_household", "forename", "surname", "aliases", "preferred_name",
        "birth_certainty", "born_on", "expected_on", "age_words", "sex", "gender_identity", "ethnicity", "religion",
        "first_language", "interpreter_needed", "communication", "nationality", "immigration", "disabilities",
        "nhs_number", "upn", "upn_unknown_reason", "local_id", "address_lines", "postcode", "address_kind",
        "address_is_confidential", "phone", "safe_to_call", "safe_to_text", "safe_to_leave_message",
        "holds_responsibility", "responsibility_basis", "legal_orders", "school", "gp", "health_visitor", "midwife",
        "is_young_carer", "is_pregnant", "has_children", "other_children", "is_alleged_source",
        "works_with_vulnerable", "works_where",
    }
)  # fmt: skip


def cleaned(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each person's answers, checked; nothing but what a form may say passes."""
    rows = []
    for entry in entries:
        unknown = set(entry) - TYPED
        if unknown:
            raise TypeError(f"a person in a concern does not take {sorted(unknown)}")
        row = {name: value for name, value in entry.items() if value is not None}
        if row.get("role") not in FamilyRole.values:
            raise DomainError("Say who this is in the family.", field="role")
        row["nhs_number"] = clean_nhs_number(row.get("nhs_number", ""))
        row["upn"] = clean_upn(row.get("upn", ""))
        _check_dates(row)
        rows.append(row)
    return rows


def _check_dates(row: dict[str, Any]) -> None:
    born, expected = row.get("born_on"), row.get("expected_on")
    if born and expected:
        raise DomainError("Give a date of birth or an expected date, not both.", field="born_on")
    if born and born > clock.today():
        raise DomainError("The date of birth must not be in the future.", field="born_on")
    if expected or row["role"] == FamilyRole.UNBORN:
        row["sex"] = Sex.UNKNOWN
    if born and row.get("birth_certainty") in (None, "", BirthCertainty.UNKNOWN):
        row["birth_certainty"] = BirthCertainty.EXACT
    if not born:
        row["birth_certainty"] = BirthCertainty.UNKNOWN


def restricted_in(rows: Sequence[Mapping[str, Any]]) -> list[list[Person]]:
    """For each person, the restricted people these details name or nearly name: shown to nobody (safety o)."""
    found = []
    for row in rows:
        exactly = restricted_matches(
            forename=row.get("forename", ""),
            surname=row.get("surname", ""),
            born_on=row.get("born_on"),
            nhs_number=row.get("nhs_number", ""),
        )
        found.append(list(dict.fromkeys([*exactly, *hidden_people(described(row))])))
    return found


def accuses_a_worker(row: Mapping[str, Any]) -> bool:
    """The alleged source of harm works with children or adults at risk, as told or by the staff list (safety q)."""
    if not row.get("is_alleged_source"):
        return False
    return row.get("works_with_vulnerable") == Answer.YES or worker_named(
        row.get("forename", ""), row.get("surname", "")
    )


def write_people(
    *,
    contact: Contact,
    rows: Sequence[Mapping[str, Any]],
    matches: Sequence[Sequence[Person]],
    by: User,
    after: int = 0,
) -> list[ContactPerson]:
    """Add people to a concern in the order told."""
    written = []
    for position, (row, found) in enumerate(zip(rows, matches, strict=True), start=after + 1):
        told = dict(row)
        safe = None
        if told.get("address_is_confidential") or told.get("address_kind") == "REFUGE":
            told["address_is_confidential"] = True
            safe = (told.pop("address_lines", ""), told.pop("postcode", ""))
        person: ContactPerson = ContactPerson.objects.create(
            contact=contact,
            position=position,
            blind_match=found[0] if found else None,
            recorded_at=clock.now(),
            recorded_by=by,
            **told,
        )
        if safe and any(safe):
            TypedSafeAddress.objects.create(
                contact_person=person,
                lines=safe[0],
                postcode=safe[1],
                recorded_at=clock.now(),
                recorded_by=by,
            )
        written.append(person)
    return written
