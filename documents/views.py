"""Files attached and read; papers asked for, watched and read. Nothing is ever shown inline."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import holds, require
from accounts.permissions import Permission
from accounts.requests import SignedInRequest
from core.govuk.views import act_page, form_page
from documents import presenters, selectors, services
from documents.enums import FileKind
from documents.forms import AttachForm, WithdrawForm
from documents.services.checks import ENDING, MEDIA_TYPE
from documents.services.make import find_subject as find_paper_subject


def _download(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    """Sent as a file with a name that says nothing of anybody; a browser may neither show nor guess it."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_http_methods(["GET", "POST"])
def attach(request: SignedInRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Attach a file to a record; the files it has already stand below."""
    kind = kind.upper()
    subject = services.open_files(kind=kind, subject_id=subject_id, by=request.user)
    if request.method == "POST":
        require(request.user, Permission.ATTACHMENT_ADD)
    here = reverse("attach_file", args=[kind.lower(), subject_id])
    return form_page(
        request,
        form_class=AttachForm,
        template="documents/attach.html",
        act=lambda form: services.attach(
            by=request.user,
            subject_kind=kind,
            subject_id=subject_id,
            filename=form.cleaned_data["file"].name,
            content=form.cleaned_data["file"].read(),
            description=form.cleaned_data["description"],
            idempotency_key=form.key,
        ),
        done=here,
        said="The file is attached.",
        context={
            "subject": subject,
            "may_attach": subject.may_attach and holds(request.user, Permission.ATTACHMENT_ADD),
            "files": presenters.file_lines(
                selectors.attachments_of(subject_id=subject_id, reader=request.user), reader=request.user
            ),
        },
    )


@require_GET
def file(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The content of a file, as a download with an opaque name."""
    row, content = services.read_attachment(by=request.user, public_id=public_id)
    kind = FileKind(row.kind)
    name = f"file-{row.public_id.hex[:8]}.{ENDING[kind]}"
    return _download(content, media_type=MEDIA_TYPE[kind], name=name)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take a wrongly attached file back."""
    row = selectors.attachment(public_id=public_id, reader=request.user)
    services.require_withdrawer(row, request.user)
    back = reverse("attach_file", args=[row.subject_kind.lower(), row.subject_id])
    return form_page(
        request,
        form_class=WithdrawForm,
        act=lambda form: services.withdraw(
            by=request.user,
            public_id=public_id,
            reason=form.cleaned_data["reason"],
            version=form.sent_version,
        ),
        done=back,
        version=row.version,
        said="The file is taken back. Its entry stays with your reason.",
        context={"title": f"Take back {row.filename}", "submit": "Take back", "cancel": back, "danger": True},
    )


@require_http_methods(["GET", "POST"])
def new_paper(request: SignedInRequest, kind: str, subject_id: UUID) -> HttpResponse:
    """Ask for a paper; it is made while you do something else."""
    kind = kind.upper()
    known, subject = find_paper_subject(kind=kind, subject_id=subject_id, by=request.user)
    return act_page(
        request,
        act=lambda form: services.request_paper(
            kind=kind, subject_id=subject_id, by=request.user, idempotency_key=form.key
        ),
        done=lambda row: reverse("paper_request", args=[row.public_id]),
        title=f"{known.title}: {subject.title}",
        submit="Make the paper",
        lead="It is made from the record as it stands now, and kept as it was made."
        + (f" Every page is headed “{known.marking}”." if known.marking else ""),
        cancel=subject.path,
    )


@require_GET
def paper_request(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """How far the paper is, and the paper once it is ready."""
    return _progress(request, public_id, "documents/paper_request.html")


@require_GET
def paper_progress(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The same for a page that asks again by itself."""
    return _progress(request, public_id, "documents/paper_progress.html")


def _progress(request: SignedInRequest, public_id: UUID, template: str) -> HttpResponse:
    row = selectors.request(public_id=public_id, reader=request.user)
    return render(request, template, {"row": row, "progress": presenters.progress(row)})


@require_GET
def paper(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The paper itself, as a download; reading it is logged for everyone on it."""
    row = services.read_paper(by=request.user, public_id=public_id)
    return _download(bytes(row.pdf), media_type="application/pdf", name=f"paper-{row.public_id.hex[:8]}.pdf")
