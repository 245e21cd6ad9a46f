"""What every address of the API shares: a token instead of a sign-in, scopes, refusals that name field and reason."""

import hashlib
import json
import re
from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from accounts.models import ApiToken, User
from accounts.tokens import bearer
from core.errors import DomainError, NotFound, NotPermitted, StaleVersion, WrongState

IDEMPOTENCY = "Idempotency-Key"
KEY_SHAPE = re.compile(r"[!-~]{8,70}")
_STATUS: dict[type[DomainError], int] = {NotPermitted: 403, WrongState: 409, StaleVersion: 409}


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer tcy_...`; a session is never enough here."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts:
            return None
        if len(parts) != 2 or parts[0].lower() != b"bearer":
            raise AuthenticationFailed("Send: Authorization: Bearer and the token.")
        token = bearer(parts[1].decode("ascii", errors="replace"))
        if token is None:
            raise AuthenticationFailed("This token is not known, has ended or was revoked.")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenRequest(Request):
    """A request of an agency's system: its account is known."""

    user: User
    auth: ApiToken


class HasScope(BasePermission):
    """The token was made for this."""

    message = "This token was not made for this."

    def has_permission(self, request: Request, view: APIView) -> bool:
        token = request.auth
        return isinstance(token, ApiToken) and getattr(view, "scope", None) in (None, *token.scopes)


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the description names the token."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class TokenView(APIView):
    """An address of the API; `scope` is what its token must have been made for."""

    scope: ClassVar[str | None] = None
    authentication_classes = (TokenAuthentication,)
    permission_classes = (HasScope,)

    def permission_denied(self, request: Request, message: str | None = None, code: str | None = None) -> Any:
        if request.successful_authenticator is None:
            raise AuthenticationFailed("Send a token.")
        super().permission_denied(request, message=message, code=code)

    def get_exception_handler(self) -> Any:
        return refused


class Description(SpectacularAPIView):
    """The API described in OpenAPI, for whoever holds a token."""

    authentication_classes = (TokenAuthentication,)
    permission_classes = (HasScope,)


_REFUSAL = {
    "type": "object",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "reason"],
                "properties": {"field": {"type": "string"}, "reason": {"type": "string"}},
            },
        }
    },
}
_REFUSALS = {
    "400": "A field and the reason, for each that cannot be taken",
    "401": "No token in force",
    "403": "The token was not made for this",
    "409": "It does not stand as it did, or the key was used for other words",
    "415": "Not sent as JSON",
}


def describe_refusals(result: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Every address says how it refuses: a system that reads the description can tell its user why."""
    result["components"].setdefault("schemas", {})["Refusal"] = _REFUSAL
    told = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            codes = _REFUSALS if method == "post" else ("401", "403")
            operation["responses"] |= {
                code: {"description": _REFUSALS[code], "content": told} for code in codes
            }
            if "{" in path:
                gone = "Not there, or not this system's"
                operation["responses"]["404"] = {"description": gone, "content": {"text/html": {}}}
    return result


def _flat(detail: Any, field: str = "") -> list[dict[str, str]]:
    """Every fault as field and reason: `people.0.role`."""
    if isinstance(detail, dict):
        return [each for key, value in detail.items() for each in _flat(value, _join(field, str(key)))]
    if isinstance(detail, list):
        found = []
        for number, value in enumerate(detail):
            found += _flat(value, _join(field, str(number)) if isinstance(value, dict) else field)
        return found
    return [{"field": _sayable(field), "reason": _sayable(str(detail))}]


def _sayable(text: str) -> str:
    """A refusal repeats what was sent; half a character (a lone surrogate) could not be sent back."""
    return text.encode(errors="replace").decode()


def _join(field: str, more: str) -> str:
    return f"{field}.{more}" if field else more


def refused(error: Exception, context: dict[str, Any]) -> Response | None:
    """401, 403, 409 and 400 as field and reason; what may not be seen is the one hidden answer."""
    if isinstance(error, NotFound | Http404):
        raise Http404
    if isinstance(error, DomainError):
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
        return Response({"errors": [{"field": error.field, "reason": error.message}]}, status=status)
    response = exception_handler(error, context)
    if response is not None:
        faults = error.detail if isinstance(error, ValidationError) else getattr(error, "detail", str(error))
        response.data = {"errors": _flat(faults)}
    return response


def idempotency(request: Request) -> tuple[str, str]:
    """The key that the sender gives each act, and the fingerprint of what was sent under it."""
    key = request.headers.get(IDEMPOTENCY, "").strip()
    if not KEY_SHAPE.fullmatch(key):
        raise ValidationError(
            {IDEMPOTENCY: ["Send a key of your own for each act, 8 to 70 letters or figures."]}
        )
    body = json.dumps(request.data, sort_keys=True, default=str).encode()
    return f"api:{key}", hashlib.sha256(body).hexdigest()
