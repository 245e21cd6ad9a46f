"""States of a concern (domain.md C9)."""

from accounts.permissions import Permission as P
from core.workflow import Transition, Workflow
from referrals.contacts.enums import ContactStatus as S
from referrals.contacts.models import ContactStatusChange

_OPEN = (S.RECEIVED, S.LOGGED, S.TRIAGE, S.INFO_GATHERING)

# "read" by partners' seats is reading, not triage: it changes no state. A holder of a restricted concern reads it by
# the named list; whoever takes a step further holds the front door's permission.
CONTACT = Workflow(
    name="contact",
    initial=S.RECEIVED,
    statuses=tuple(S.values),
    transitions=(
        Transition("read", (S.RECEIVED,), S.LOGGED, P.CONTACT_TRIAGE),
        Transition("rate", (S.RECEIVED, S.LOGGED), S.TRIAGE, P.CONTACT_TRIAGE),
        Transition("ask", (S.RECEIVED, S.LOGGED, S.TRIAGE), S.INFO_GATHERING, P.INFORMATION_ASK),
        Transition("decide", _OPEN, S.DECIDED, P.CONTACT_TRIAGE),
        # The worker, cover or manager of an open case accepts it (safety d); the service checks which of them.
        Transition("accept_on_case", _OPEN, S.DECIDED, P.CONTACT_LOG),
        Transition("close", (S.DECIDED,), S.CLOSED, P.CONTACT_TRIAGE),
        # An addition or a disagreement opens a decided concern again; anyone who may add may do so.
        Transition("reopen", (S.DECIDED, S.CLOSED), S.RECEIVED, P.CONTACT_LOG, needs_reason=True),
    ),
    change_model=lambda: ContactStatusChange,
    final=(),
)
