from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self) -> None:
        from deadlines.ports import rederive_after_birth
        from deadlines.services.sweep import OVERDUE, WARNED
        from outbox.wording import word
        from people.ports import person_dates_changed

        person_dates_changed.register(rederive_after_birth)
        word(WARNED, "A clock is close to its limit")
        word(OVERDUE, "A clock is past its limit")
