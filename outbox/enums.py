"""Wording of mails and channels of delivery."""

from django.db import models


class MailText(models.TextChoices):
    """The only two sentences a mail may carry (safety g)."""

    NOTICE = "NOTICE", "You have a notice"
    RECEIPT = "RECEIPT", "We have received your contact"
    NONE = "NONE", "No mail"


class Channel(models.TextChoices):
    EMAIL = "EMAIL", "E-mail"


class DeliveryOutcome(models.TextChoices):
    WAITING = "WAITING", "Waiting"
    SENT = "SENT", "Sent"
    NOT_SAFE = "NOT_SAFE", "No safe address"
