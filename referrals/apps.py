from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        from accounts.permissions import Permission
        from core.govuk import navigation
        from outbox.handlers import register
        from outbox.wording import word
        from referrals.contacts import tasks
        from referrals.contacts import workflow as contact_workflow  # noqa: F401 (the tables are known from the start)
        from referrals.decisions import workflow as referral_workflow  # noqa: F401

        register("referrals.escalate", tasks.escalate)
        for kind, words in (
            ("referrals.received", "We have your concern"),
            ("referrals.red", "A concern is rated red"),
            ("referrals.restricted", "A restricted concern is yours to take up"),
            ("referrals.added", "Something was added to a concern you are on"),
            ("referrals.disagreed", "A referrer disagrees with an outcome"),
            ("referrals.asked", "The front door asks you for information"),
            ("referrals.chased", "The front door still waits for your answer"),
            ("referrals.replied", "An agency has answered"),
            ("referrals.routed", "A concern on an open case waits for you to accept it"),
            ("referrals.returned", "A concern routed to an open case came back"),
            ("referrals.answered", "There is news of your concern"),
            ("referrals.to_decide", "A concern is ready for you to decide"),
            ("referrals.to_ratify", "A decision taken alone waits for you to ratify"),
            ("referrals.prompt", "A question about a family you work with"),
        ):
            word(kind, words)
        navigation.register(
            navigation.Item(
                "Log a concern", "contact_log", 20, "l", (Permission.CONTACT_LOG,), under=("/concerns/",)
            )
        )
        navigation.register(
            navigation.Item(
                "Front door", "triage_queue", 30, "f", (Permission.CONTACT_QUEUE,), under=("/requests/",)
            )
        )
