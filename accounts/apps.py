from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.access import holds
        from core.workflow import may_act

        may_act.register(lambda user, permission, record: holds(user, permission))
