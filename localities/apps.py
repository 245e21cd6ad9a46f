from django.apps import AppConfig


class LocalitiesConfig(AppConfig):
    name = "localities"

    def ready(self) -> None:
        from accounts.ports import team_still_needed
        from localities.selectors import places_still_covered

        team_still_needed.register(places_still_covered)
