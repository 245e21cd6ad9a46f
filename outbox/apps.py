from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"

    def ready(self) -> None:
        from outbox.handlers import register
        from outbox.mails import send_notice_mail

        register("outbox.mail", send_notice_mail)
