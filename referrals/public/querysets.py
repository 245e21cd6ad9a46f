"""Forms from the public are read by whoever triages; one that names a restricted person is never among them."""

from datetime import datetime
from typing import Self

from accounts.permissions import Permission
from core.data_classes import DataClass
from core.querysets import PolicyQuerySet


class PublicFormQuerySet(PolicyQuerySet):  # type: ignore[type-arg]
    data_class = DataClass.CONTACT
    permission = Permission.CONTACT_TRIAGE

    def held(self) -> Self:
        """Waiting for a person to send them on or set them aside."""
        return self.filter(contact__isnull=True, set_aside_at__isnull=True)

    def overdue(self, at: datetime) -> Self:
        return self.held().filter(due_at__lt=at)
