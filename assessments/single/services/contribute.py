"""What other agencies say: asked for, received, each paragraph with its marking (safety i)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.access import holds, require
from accounts.models import Agency, User
from accounts.permissions import Permission
from assessments.single import clocks
from assessments.single.enums import Marking
from assessments.single.models import (
    AgencyContribution,
    Assessment,
    ContributionParagraph,
    ContributionPoliceParagraph,
    ContributionSafeParagraph,
)
from assessments.single.permissions import require_editable, require_open
from core import clock
from core.errors import DomainError, NotFound, NotPermitted, WrongState
from core.history import acting
from core.workflow import lock
from outbox.services import once, tell


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text with its marking; without one it is for professionals only."""

    text: str
    marking: str = Marking.PROFESSIONALS


@transaction.atomic
def invite_contribution(
    *,
    assessment: Assessment,
    by: User,
    agency: Agency | None = None,
    asked_of: User | None = None,
    due_on: date,
    question: str = "",
) -> AgencyContribution:
    """Ask an agency, or one colleague of it, to add what they know; who answers sees their own words only."""
    row = lock(assessment)
    require(by, Permission.ASSESSMENT_WRITE)
    require_open(by, row)
    require_editable(row)
    host = agency or (asked_of.agency if asked_of else None)
    if host is None:
        raise DomainError("Choose an agency or a colleague.", field="agency")
    if due_on < clock.today():
        raise DomainError("The date must be today or later.", field="due_on")
    if asked_of is not None and not holds(asked_of, Permission.ASSESSMENT_CONTRIBUTE):
        raise DomainError(
            f"{asked_of.display_name} cannot answer here: choose their agency, write down what they say.",
            field="asked_of",
        )
    waiting = AgencyContribution.objects.filter(assessment=row, asked_of=asked_of, declined_at__isnull=True)
    if asked_of is not None and waiting.exists():
        raise WrongState(f"{asked_of.display_name} has been asked already.", field="asked_of")
    now = clock.now()
    with acting(by=by, reason="contribution asked for"):
        found: AgencyContribution = AgencyContribution.objects.create(
            assessment=row,
            agency=host,
            asked_of=asked_of,
            question=question,
            asked_at=now,
            asked_by=by,
            due_on=due_on,
            recorded_at=now,
            recorded_by=by,
        )
    if asked_of is not None:
        _tell(asked_of, found, "assessments.contribution_asked")
    return found


def contribute(
    *,
    contribution: AgencyContribution,
    by: User,
    paragraphs: Sequence[Paragraph],
    version: int | None = None,
    key: str = "",
) -> AgencyContribution:
    """An agency's words come in, from whoever was asked, or written down for an agency by the worker."""

    def do() -> str:
        _contribute(contribution, by, [item for item in paragraphs if item.text.strip()], version)
        return str(contribution.public_id)

    once(by=by, action="assessment.contribute", key=key, do=do)
    contribution.refresh_from_db()
    return contribution


@transaction.atomic
def _contribute(
    contribution: AgencyContribution, by: User, paragraphs: Sequence[Paragraph], version: int | None
) -> None:
    row = lock(contribution, version=version)
    require_answerer(row, by)
    require_editable(row.assessment)
    if row.received_at is not None or row.declined_at is not None:
        raise WrongState("This contribution has been answered already.")
    if not paragraphs:
        raise DomainError("Write what your agency knows.", field="text")
    now = clock.now()
    with acting(by=by, reason="contribution received"):
        for position, item in enumerate(paragraphs, start=1):
            _keep(row, item, position, by)
        row.received_at, row.received_by = now, by
        row.version += 1
        row.save(update_fields=["received_at", "received_by", "version"])
    if row.assessment.worker is not None and row.assessment.worker != by:
        _tell(row.assessment.worker, row, "assessments.contribution_received")


@transaction.atomic
def decline_contribution(*, contribution: AgencyContribution, by: User, because: str) -> AgencyContribution:
    """An agency has nothing it can add, and says why (nothing searched is not nothing known)."""
    row = lock(contribution)
    require_answerer(row, by)
    if row.received_at is not None or row.declined_at is not None:
        raise WrongState("This contribution has been answered already.")
    if not because.strip():
        raise DomainError("Say why, or what was searched.", field="because")
    row.declined_at, row.declined_by, row.declined_because = clock.now(), by, because
    row.version += 1
    with acting(by=by, reason="contribution declined"):
        row.save(update_fields=["declined_at", "declined_by", "declined_because", "version"])
    if row.assessment.worker is not None and row.assessment.worker != by:
        _tell(row.assessment.worker, row, "assessments.contribution_declined")
    return row


def require_answerer(row: AgencyContribution, by: User) -> None:
    """Whoever was asked; or a worker of the assessment, for an agency without an account."""
    if row.asked_of_id == by.pk:
        require(by, Permission.ASSESSMENT_CONTRIBUTE, Permission.ASSESSMENT_WRITE)
        return
    if not AgencyContribution.objects.visible_to(by).filter(pk=row.pk).exists():
        raise NotFound("There is no such contribution.")
    require(by, Permission.ASSESSMENT_WRITE)
    if row.asked_of_id is not None:
        raise NotPermitted("Only the colleague who was asked can answer this.")


def _keep(row: AgencyContribution, item: Paragraph, position: int, by: User) -> None:
    if item.marking not in Marking.values:
        raise DomainError("Choose who may read the paragraph.", field="marking")
    common = {
        "contribution": row,
        "position": position,
        "text": item.text.strip(),
        "recorded_at": clock.now(),
        "recorded_by": by,
    }
    if item.marking == Marking.POLICE_RESTRICTED:
        ContributionPoliceParagraph.objects.create(**common)
    elif item.marking == Marking.SAFE_ADDRESS:
        ContributionSafeParagraph.objects.create(**common)
    else:
        ContributionParagraph.objects.create(marking=item.marking, **common)


def _tell(to: User, row: AgencyContribution, kind: str) -> None:
    asked = kind == "assessments.contribution_asked"
    tell(
        to=to,
        kind=kind,
        reference=row.assessment.reference,
        path=f"/assessments/contributions/{row.public_id}/" if asked else clocks.path_of(row.assessment),
        key=f"{kind}:{row.public_id}",
    )
