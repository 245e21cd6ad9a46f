from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self) -> None:
        from deadlines.enums import OVERDUE, WARNED
        from deadlines.ports import (
            await_review,
            await_six_months,
            end_review,
            end_six_months,
            follow_nearest,
            rederive_after_birth,
        )
        from outbox.wording import word
        from people.ports import (
            break_glass_reviewed,
            break_glass_used,
            nearest_changed,
            person_dates_changed,
            review_awaited,
            review_over,
        )

        person_dates_changed.register(rederive_after_birth)
        break_glass_used.register(await_review)
        break_glass_reviewed.register(end_review)
        review_awaited.register(await_six_months)
        review_over.register(end_six_months)
        nearest_changed.register(follow_nearest)
        word(WARNED, "A clock is close to its limit")
        word(OVERDUE, "A clock is past its limit")
