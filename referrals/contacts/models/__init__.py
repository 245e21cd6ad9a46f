from referrals.contacts.models.contact import Contact, ContactStatusChange
from referrals.contacts.models.person import ContactPerson, TypedSafeAddress
from referrals.contacts.models.rows import ContactAddition, ContactHolder, ContactReading, RagRating

__all__ = [
    "Contact",
    "ContactAddition",
    "ContactHolder",
    "ContactPerson",
    "ContactReading",
    "ContactStatusChange",
    "RagRating",
    "TypedSafeAddress",
]
