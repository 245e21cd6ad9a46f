"""Why can I see this, who has looked, and the officer's log."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.listing import page_of
from core.govuk.views import form_page
from desk.forms.access import LogFilter, ReviewForm
from desk.presenters import access as presenters
from desk.selectors import access as selectors
from desk.services import access as services
from desk.views.person import frame, record
from people.visibility import why


@require_GET
def person_access(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Why this reader may see the record, who looked, which grants stand open."""
    facts = record(request, public_id, purpose="Access")
    page = page_of(request, selectors.log_of(facts.person, reader=request.user))
    context = frame(request, facts, "person_access") | {
        "reasons": why(request.user, facts.person),
        "page": page,
        "rows": presenters.log_rows(page.rows),
        "grants": presenters.grant_rows(
            selectors.open_grants(facts.person, reader=request.user), reader=request.user
        ),
    }
    return render(request, "desk/person/access.html", context)


@require_http_methods(["GET", "POST"])
def access_review(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A manager or the officer looks at one break-glass opening."""
    grant = selectors.grant_to_review(public_id, reader=request.user)
    return form_page(
        request,
        form_class=ReviewForm,
        act=lambda form: services.review(by=request.user, grant=grant, key=form.key, **form.answers),
        done=reverse("access_review", args=[grant.public_id]),
        template="desk/access/review.html",
        context={"grant": presenters.review(grant)},
        version=grant.version,
        said="Your review is written down.",
    )


@require_GET
def access_log(request: SignedInRequest) -> HttpResponse:
    """The access log for the officer who owns it: no names of the people served."""
    require(request.user, Permission.ACCESS_LOG_READ)
    filters = LogFilter(request)
    page = page_of(
        request,
        selectors.whole_log(
            reader=request.user,
            act=filters.value("act") or "",
            username=filters.value("who") or "",
            reference=filters.value("reference") or "",
        ),
    )
    context = {
        "filters": filters,
        "page": page,
        "rows": presenters.log_rows(page.rows, with_person=True),
        "waiting": presenters.grant_rows(selectors.unreviewed(reader=request.user)[:50], reader=request.user),
    }
    return render(request, "desk/access/log.html", context)
