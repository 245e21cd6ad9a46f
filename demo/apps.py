from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        from accounts import personas
        from demo.people_who_work_here import offered

        personas.register(offered)
