from referrals.triage.views import acts, page, queue, routed

__all__ = ["acts", "page", "queue", "routed"]
