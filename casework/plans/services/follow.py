"""What hangs on a case's plan goes with the case."""

from accounts.models import User
from casework.cases.models import Case
from casework.plans import clocks
from casework.plans.models import Plan


def follow_worker(*, case: Case, worker: User, by: User) -> None:
    """The clocks of the open plan are the new worker's: answers the port of the lower floor."""
    for plan in Plan.objects.open().filter(case=case).select_related("case__team"):
        clocks.hand_over(plan, by=by, owner=worker)
