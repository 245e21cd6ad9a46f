from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"

    def ready(self) -> None:
        from core.govuk.navigation import register_bell
        from outbox.handlers import register
        from outbox.mails import send_notice_mail

        register("outbox.mail", send_notice_mail)
        register_bell(list_url_name="notices", count_url_name="notices_count")
