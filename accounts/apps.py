from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.access import holds
        from core.workflow import may_act

        def answer(user: Any, permission: str, record: Any) -> bool:
            return holds(user, permission)

        may_act.register(answer)
