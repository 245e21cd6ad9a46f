"""Rows of people whose record the policy has just opened, read without asking it once more for every table."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from core.data_classes import DataClass
from people.visibility import may_read


def opened(rows: Any, *, reader: User, people: Any) -> Any:
    """Rows about these people, each of whom `record_visible` or `open_record` opened to this reader in this request.

    What is left of the policy for them is role x class of information; at record level the index is read whole.
    """
    found = rows.all()
    if found.data_class == DataClass.SAFE_ADDRESS:
        raise TypeError("A confidential address is read through the policy alone (safety r).")
    if found.data_class != DataClass.INDEX and not may_read(reader, found.data_class):
        return found.none()
    if isinstance(people, Iterable) and not isinstance(people, str):
        return found.filter(**{f"{found.person_lookup}__in": list(people)})
    return found.filter(**{found.person_lookup: people})
