"""Ask for a paper, make it in the background, keep it for good, read it."""

import hashlib
import io
import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

import pikepdf
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import get_template

from accounts.access import require
from accounts.models import User
from accounts.selectors import system_user
from core import clock
from core.authority import authority
from core.errors import DomainError, NotFound, NotPermitted
from core.history import acting
from core.workflow import apply
from documents import registry, withheld
from documents.models import Paper, PaperPerson, PaperRequest
from documents.render import RenderError, pdf
from documents.workflow import PAPER_REQUEST
from outbox.services import enqueue, once, tell
from people.clusters import identities_of
from people.enums import AccessAct
from people.models import SafeAddress
from people.services import open_record

BASE_TEMPLATE = "papers/base.html"
BEGIN_JOB, MAKE_JOB = "documents.begin", "documents.make"
READY_NOTICE, FAILED_NOTICE = "documents.paper_ready", "documents.paper_failed"


def find_subject(
    *, kind: str, subject_id: UUID, by: User
) -> tuple[registry.PaperKind, registry.PaperSubject]:
    """What a paper would be about, if this user may make one of it."""
    known = registry.paper_kind(kind)
    if known is None:
        raise NotFound("There is no such paper.")
    subject = known.find(subject_id, by)
    require(by, *known.may_make)
    return known, subject


@transaction.atomic
def request_paper(*, kind: str, subject_id: UUID, by: User, idempotency_key: str = "") -> PaperRequest:
    """Ask for a paper; the same form sent twice asks once."""

    def ask() -> str:
        known, subject = find_subject(kind=kind, subject_id=subject_id, by=by)
        with acting(by=by, reason=f"{known.title} asked for"):
            row = PaperRequest.objects.create(
                kind=kind,
                # No name here: this row stays its asker's even after the record has closed to them.
                title=known.title[:160],
                subject_id=subject.public_id,
                path=subject.path[:200],
                recorded_at=clock.now(),
                recorded_by=by,
            )
        enqueue(kind=BEGIN_JOB, payload={"request_id": row.pk}, key=str(row.public_id))
        return str(row.public_id)

    public_id = once(by=by, action=f"documents.request.{kind}", key=idempotency_key, do=ask)
    found: PaperRequest = PaperRequest.objects.get(public_id=public_id)
    return found


@transaction.atomic
def begin_paper(*, request_id: int) -> None:
    """Show that the making has begun; the making is the next job, so that the page can say so meanwhile."""
    row = PaperRequest.objects.get(pk=request_id)
    if row.status != PAPER_REQUEST.initial:
        return
    system = system_user()
    with acting(by=system, reason="paper begun"):
        apply(row, "begin", workflow=PAPER_REQUEST, by=system, at=clock.now())
    enqueue(kind=MAKE_JOB, payload={"request_id": row.pk}, key=str(row.public_id))


@transaction.atomic
def make_paper(*, request_id: int) -> None:
    """Gather, check, set and keep one paper, with the rights of whoever asked as they are now."""
    row = (
        PaperRequest.objects.select_for_update(of=("self",)).select_related("recorded_by").get(pk=request_id)
    )
    if row.status in PAPER_REQUEST.final:
        return
    by, system = row.recorded_by, system_user()
    try:
        paper = _make(row, by)
    except (NotFound, NotPermitted):
        _fail(row, by, system, "You may no longer make this paper.")
    except DomainError as refused:
        _fail(row, by, system, refused.message)
    except RenderError as refused:
        _fail(row, by, system, str(refused))
    else:
        with acting(by=system, reason="paper made"):
            row.paper = paper
            row.save(update_fields=["paper"])
            apply(row, "finish", workflow=PAPER_REQUEST, by=system, at=clock.now())
        _tell(row, by, READY_NOTICE)


def _make(row: PaperRequest, by: User) -> Paper:
    if not by.is_active:
        raise NotPermitted("Whoever asked has left.")
    kind, subject = find_subject(kind=row.kind, subject_id=row.subject_id, by=by)
    content = kind.build(row.subject_id, by)
    context = asdict(content)
    _refuse_withheld(context, kind, subject)
    made_at = clock.now()
    html = get_template(kind.template).render(
        {
            "paper": content,
            "title": kind.title,
            "subject": subject.title,
            "marking": kind.marking,
            "for_whom": kind.for_whom,
            "made_at": made_at,
            "made_by": by,
            "authority": authority(),
        }
    )
    printed = pdf(html)
    with pikepdf.open(io.BytesIO(printed)) as document:
        pages = len(document.pages)
    paper: Paper = Paper.objects.create(
        kind=kind.key,
        title=f"{kind.title}: {subject.title}"[:160],
        subject_id=subject.public_id,
        for_whom=kind.for_whom,
        marking=kind.marking,
        template=kind.template,
        template_version=template_version(kind.template),
        context_sha256=_sha256(json.dumps(context, cls=DjangoJSONEncoder, sort_keys=True).encode()),
        pdf=printed,
        pdf_sha256=_sha256(printed),
        pages=pages,
        made_at=made_at,
        made_by=by,
    )
    PaperPerson.objects.bulk_create(PaperPerson(paper=paper, person=person) for person in subject.people)
    return paper


def _refuse_withheld(
    context: dict[str, Any], kind: registry.PaperKind, subject: registry.PaperSubject
) -> None:
    """Safety u: stop a paper that would print a safe address or a restricted text, saying where, not what."""
    texts = list(kind.withheld(subject.public_id)) if kind.withheld else []
    for safe in SafeAddress.objects.filter(person__in=identities_of(subject.people)):
        texts += withheld.address_texts(safe.lines, safe.postcode)
    if places := withheld.places_of(context, texts):
        raise DomainError(
            f"The paper was stopped: something that may not be printed stands at {'; '.join(places[:5])}."
        )


def template_version(template: str) -> str:
    """Which wording printed a paper: the hash of its template and of the common one."""
    sources = (get_template(name).template.source for name in (BASE_TEMPLATE, template))  # type: ignore[attr-defined]
    return _sha256("".join(sources).encode())


def _fail(row: PaperRequest, by: User, system: User, why: str) -> None:
    with acting(by=system, reason="paper not made"):
        row.failure = why[:300]
        row.save(update_fields=["failure"])
        apply(row, "fail", workflow=PAPER_REQUEST, by=system, at=clock.now(), reason=why[:300])
    _tell(row, by, FAILED_NOTICE)


def _tell(row: PaperRequest, by: User, kind: str) -> None:
    tell(
        to=by,
        kind=kind,
        reference=row.public_id.hex[:8].upper(),
        path=f"/papers/requests/{row.public_id}/",
        key=f"{kind}:{row.public_id}",
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@transaction.atomic
def read_paper(*, by: User, public_id: UUID) -> Paper:
    """A kept paper with its content; reading it opens, and logs, the record of everyone on it."""
    row: Paper | None = Paper.objects.visible_to(by).filter(public_id=public_id).first()
    if row is None:
        raise NotFound("There is no such paper.")
    # Not the title: it may name one child in the log of another.
    known = registry.paper_kind(row.kind)
    purpose = f"{known.title if known else row.kind} {row.public_id.hex[:8]}"
    for printed in row.people.select_related("person").order_by("person_id"):
        open_record(by=by, person=printed.person, purpose=purpose, act=AccessAct.PAPER)
    return row
