"""The states of a paper being made; the system takes the steps, nobody by hand."""

from accounts.permissions import Permission
from core.workflow import Transition, Workflow
from documents.enums import RequestStatus as S


def _changes() -> type:
    from documents.models import PaperRequestChange

    return PaperRequestChange


PAPER_REQUEST = Workflow(
    name="paper_request",
    initial=S.QUEUED,
    statuses=tuple(S.values),
    transitions=(
        Transition("begin", (S.QUEUED,), S.MAKING, Permission.SYSTEM_RUN),
        Transition("finish", (S.MAKING,), S.READY, Permission.SYSTEM_RUN),
        Transition("fail", (S.QUEUED, S.MAKING), S.FAILED, Permission.SYSTEM_RUN, needs_reason=True),
    ),
    change_model=_changes,
    final=(S.READY, S.FAILED),
)
