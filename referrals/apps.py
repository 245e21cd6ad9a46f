from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        from accounts.permissions import Permission
        from core.govuk import navigation
        from documents.registry import register_subject
        from outbox.handlers import register
        from outbox.wording import word
        from referrals import ports
        from referrals.allegations import services as allegations
        from referrals.allegations import tasks as allegation_tasks
        from referrals.allegations import workflow as allegation_workflow  # noqa: F401
        from referrals.closing import presenters as closing_words
        from referrals.closing import services as closing
        from referrals.contacts import tasks
        from referrals.contacts import workflow as contact_workflow  # noqa: F401 (the tables are known from the start)
        from referrals.contacts.papers import CONCERN_FILES, UNSENT_FILES
        from referrals.decisions import workflow as referral_workflow  # noqa: F401
        from referrals.duty import selectors as duty
        from referrals.information import services as information
        from referrals.information import tasks as information_tasks
        from referrals.public import presenters as held_words
        from referrals.public import tasks as public

        for subject in (CONCERN_FILES, UNSENT_FILES):
            register_subject(subject)
        ports.accused_a_worker.register(allegations.from_concern)
        ports.rated_higher.register(information.shorten)
        ports.on_rota.register(duty.on_rota)
        ports.reached_undecided.register(closing.offer_on_arrival)
        ports.answers_for_it_now.register(closing.answers_for_it_now)
        ports.above_the_queue.register(closing_words.above_the_queue)
        ports.above_the_queue.register(held_words.above_the_queue)
        register("referrals.escalate", tasks.escalate)
        register("referrals.escalate_allegation", allegation_tasks.escalate)
        register("referrals.chase", information_tasks.chase)
        register("referrals.public_receipt", public.public_receipt)
        for kind, words in (
            ("referrals.received", "We have your concern"),
            ("referrals.red", "A concern is rated red"),
            ("referrals.restricted", "A restricted concern is yours to take up"),
            ("referrals.added", "Something was added to a concern you are on"),
            ("referrals.disagreed", "A referrer disagrees with an outcome"),
            ("referrals.asked", "The front door asks you for information"),
            ("referrals.sooner", "The front door needs your answer sooner than it said"),
            ("referrals.chased", "The front door still waits for your answer"),
            ("referrals.replied", "An agency has answered"),
            ("referrals.unanswered", "An agency has not answered in time"),
            ("referrals.routed", "A concern on an open case waits for you to accept it"),
            ("referrals.returned", "A concern routed to an open case came back"),
            ("referrals.not_for_them", "A concern came back: whoever was on it may not work on it"),
            ("referrals.answered", "There is news of your concern"),
            ("referrals.to_decide", "A concern is ready for you to decide"),
            ("referrals.to_ratify", "A decision taken alone waits for you to ratify"),
            ("referrals.overseen", "A manager wrote on a concern you are on"),
            ("referrals.escalated", "A disagreement about a decision waits for your answer"),
            ("referrals.escalation_answered", "A disagreement that you put further up is answered"),
            ("referrals.sampled", "A manager looked at a decision of yours"),
            ("referrals.prompt", "A question about a family you work with"),
            ("referrals.offered", "A concern waits for you to accept it out of hours"),
            ("referrals.declined", "The out-of-hours worker declined a concern: nothing covers it"),
            ("referrals.closing_soon", "We close within the hour: concerns wait that nothing covers"),
            ("referrals.uncovered", "We are closed: concerns wait that nothing covers"),
            ("referrals.advice_restricted", "Advice was asked about a restricted person"),
            ("referrals.held_danger", "A form from the public that is held speaks of danger now"),
            ("referrals.held_overdue", "Forms from the public wait to be read, past the time"),
            ("referrals.uncovered_red", "We are closed: a red concern that nothing covers"),
        ):
            word(kind, words)
        navigation.register(
            navigation.Item(
                "Log a concern", "contact_log", 20, "l", (Permission.CONTACT_LOG,), under=("/concerns/",)
            )
        )
        navigation.register(navigation.Item("Allegations", "allegations", 45, "a", (Permission.LADO_READ,)))
        navigation.register(
            navigation.Item(
                "Front door", "triage_queue", 30, "f", (Permission.CONTACT_QUEUE,), under=("/requests/",)
            )
        )
