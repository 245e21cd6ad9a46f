"""An agency's system logs a concern and reads what became of its own."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from accounts.api import IDEMPOTENCY, KEY_SHAPE, TokenRequest, TokenView, idempotency
from accounts.enums import TokenScope
from referrals.contacts import presenters, selectors, services
from referrals.contacts.models import Contact
from referrals.contacts.permissions import channel_of_system
from referrals.contacts.serializers import ConcernSerializer, LoggedSerializer

KEY = OpenApiParameter(
    IDEMPOTENCY, {"type": "string", "pattern": f"^{KEY_SHAPE.pattern}$"}, OpenApiParameter.HEADER, required=True,
    description="Your own key for this act: sent again with the same key, it is done once.",
)  # fmt: skip


def _shown(contact: Contact) -> Any:
    standing = presenters.standing(contact)
    return LoggedSerializer(
        {
            "public_id": contact.public_id,
            "reference": contact.reference,
            "received_at": contact.received_at,
            "state": standing.words,
            "detail": standing.detail,
        }
    ).data


class Concerns(TokenView):
    scope = TokenScope.LOG

    @extend_schema(
        operation_id="log_concern",
        parameters=[KEY],
        request=ConcernSerializer,
        responses={201: LoggedSerializer},
    )
    def post(self, request: TokenRequest) -> Response:
        """Log a concern: in the same queue, under the same clocks as any other."""
        key, fingerprint = idempotency(request)
        serializer = ConcernSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        told = dict(serializer.validated_data)
        people = [dict(row) for row in told.pop("people")]
        contact = services.log_contact(
            by=request.user, key=key, fingerprint=fingerprint, what=told.pop("what"), people=people,
            channel=channel_of_system(request.user), **told,
        )  # fmt: skip
        return Response(_shown(contact), status=201)


class Concern(TokenView):
    scope = TokenScope.LOG

    @extend_schema(operation_id="read_concern", responses=LoggedSerializer)
    def get(self, request: TokenRequest, public_id: UUID) -> Response:
        """Where a concern of this agency's system stands, as far as it may know."""
        return Response(_shown(selectors.own_concern(public_id, reader=request.user)))
