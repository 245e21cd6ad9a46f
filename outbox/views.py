"""The bell: notices of the person signed in; and, for whoever runs the system, jobs that need a look."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.errors import NotPermitted
from core.govuk.listing import page_of
from outbox import presenters, selectors, services

PER_PAGE = 25


@require_GET
def notices(request: SignedInRequest) -> HttpResponse:
    """What I have been told, newest first; unread ones alone on request."""
    unread_only = request.GET.get("show") == "unread"
    found = selectors.notices_of(request.user)
    page = page_of(request, found.filter(read_at__isnull=True) if unread_only else found, per_page=PER_PAGE)
    context = {
        "page": page,
        "lines": presenters.lines(page.rows),
        "unread_only": unread_only,
        "unread": selectors.unread_count(request.user),
    }
    return render(request, "outbox/notices.html", context)


@require_GET
def notices_count(request: SignedInRequest) -> HttpResponse:
    """How many wait, for the bell."""
    return render(request, "outbox/bell_count.html", {"unread": selectors.unread_count(request.user)})


@require_POST
def notice_read(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Open a notice: it counts as read, and the page it leads to opens."""
    notice = services.mark_read(by=request.user, notice_id=notice_id)
    # The path is our own and begins with one slash (constraint); anything else would lead off the site.
    safe = notice.path.startswith("/") and not notice.path.startswith(("//", "/\\"))
    return HttpResponseRedirect(notice.path if safe else reverse("notices"))


@require_POST
def notices_read_all(request: SignedInRequest) -> HttpResponse:
    services.mark_all_read(by=request.user)
    return redirect("notices")


@require_GET
def jobs_given_up(request: SignedInRequest) -> HttpResponse:
    """Background work that failed too often."""
    _allow(request)
    page = page_of(request, selectors.jobs_given_up(request.user), per_page=PER_PAGE)
    return render(request, "outbox/jobs_given_up.html", {"page": page})


@require_POST
def job_try_again(request: SignedInRequest, job_id: UUID) -> HttpResponse:
    _allow(request)
    services.try_again(job_id=job_id, by=request.user)
    return redirect("jobs_given_up")


def _allow(request: SignedInRequest) -> None:
    try:
        require(request.user, Permission.STAFF_MANAGE)
    except NotPermitted as refused:
        raise PermissionDenied from refused
