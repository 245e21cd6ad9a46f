"""A refusal that no form caught still gets a page of words: 403 not allowed, 409 not now."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from core.errors import DomainError, NotFound, NotPermitted

Next = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Turn a DomainError that left a view into the page that says so (NotFound is the hidden page's own)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError) or isinstance(exception, NotFound):
            return None
        status = 403 if isinstance(exception, NotPermitted) else 409
        if request.path.startswith("/api/"):
            refusal = {"field": exception.field, "reason": exception.message}
            return JsonResponse({"errors": [refusal]}, status=status)
        if status == 403:
            return render(request, "403.html", {"reason": exception.message}, status=403)
        return render(request, "409.html", {"message": exception.message, "back": request.path}, status=409)
