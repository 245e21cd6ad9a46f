"""Reads of checks with other agencies."""

import uuid

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import Agency, RoleAssignment, User
from core import clock
from core.errors import NotFound
from referrals.contacts.models import Contact
from referrals.information.models import InformationReply, InformationRequest, ReplyParagraph


def _with_replies(reader: User) -> Prefetch:
    paragraphs = ReplyParagraph.objects.visible_to(reader).order_by("position")
    replies = (
        InformationReply.objects.visible_to(reader)
        .select_related("recorded_by__agency", "recorded_by__profession")
        .prefetch_related(Prefetch("paragraphs", queryset=paragraphs, to_attr="readable"))
        .order_by("recorded_at", "pk")
    )
    return Prefetch("replies", queryset=replies, to_attr="answers")


def requests_of(contact: Contact, *, reader: User) -> list[InformationRequest]:
    """The checks of a concern with their answers, each paragraph only where its marking lets the reader."""
    rows = (
        InformationRequest.objects.visible_to(reader)
        .filter(contact=contact)
        .select_related("agency", "asked_by", "asked_of")
        .prefetch_related(_with_replies(reader))
        .order_by("asked_at", "pk")
    )
    return list(rows)


def put_to_me(reader: User) -> QuerySet[InformationRequest]:
    """Questions put to this person or to the agency they answer for: waiting first, nearest due first."""
    found: QuerySet[InformationRequest] = (
        InformationRequest.objects.visible_to(reader)
        .put_to(reader)  # type: ignore[attr-defined]
        .filter(withdrawn_at__isnull=True)
        .select_related("agency", "asked_by__agency")
        .order_by("replied_at", "due_at", "pk")
    )
    return found


def request_put_to_me(public_id: uuid.UUID | str, *, reader: User) -> InformationRequest:
    found: InformationRequest | None = (
        put_to_me(reader).filter(public_id=public_id).prefetch_related(_with_replies(reader)).first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def request_of(contact: Contact, public_id: uuid.UUID | str, *, reader: User) -> InformationRequest:
    found: InformationRequest | None = (
        InformationRequest.objects.visible_to(reader).filter(contact=contact, public_id=public_id).first()
    )
    if found is None:
        raise NotFound("There is no such record.")
    return found


def agencies(*, reader: User) -> QuerySet[Agency]:
    """Agencies that can be asked."""
    found: QuerySet[Agency] = Agency.objects.visible_to(reader).filter(is_active=True).order_by("name")
    return found


def answerers(agency: Agency) -> list[User]:
    """Who is told of a question put to an agency: its safeguarding leads, and its seats at the front door."""
    rows = (
        RoleAssignment.objects.current(on=clock.today())
        .filter(
            Q(is_safeguarding_lead=True) | Q(role__in=("R9", "SEAT")), agency=agency, user__is_active=True
        )
        .select_related("user")
        .order_by("pk")
    )
    return list({row.user_id: row.user for row in rows}.values())
