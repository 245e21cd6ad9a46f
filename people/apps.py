from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from core.querysets import visibility_policy
        from people.visibility import apply_policy

        visibility_policy.register(apply_policy)
