"""Rows of people whose record the policy has just opened, read without asking it once more for every table."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from core.asking import Several, is_one_of
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet
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
    if isinstance(people, Several | Iterable) and not isinstance(people, str):
        return found.filter(is_one_of(found.person_lookup, people))
    return found.filter(**{found.person_lookup: people})


def about(rows: Any, *, reader: User, people: Several | Iterable[int]) -> Any:
    """The same for rows of any table: where more than the class decides (an own row, a right, a restriction), the
    policy is asked.
    """
    found = rows.all()
    by_class = (
        bool(found.person_lookup)
        and found.owner_lookup is None
        and found.permission is None
        and found.restriction_lookup is None
        and type(found).named_for is PolicyQuerySet.named_for
        and type(found).visible_to is PolicyQuerySet.visible_to
        and found.data_class != DataClass.SAFE_ADDRESS
    )
    if by_class:
        return opened(found, reader=reader, people=people)
    return found.visible_to(reader).filter(is_one_of(found.person_lookup, people))
