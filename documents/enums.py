"""Kinds of file that may be attached, and the states of a paper being made."""

from django.db import models


class FileKind(models.TextChoices):
    """What may be attached; nothing that runs."""

    PDF = "PDF", "PDF"
    JPEG = "JPEG", "Photograph (JPEG)"
    PNG = "PNG", "Picture (PNG)"
    DOCX = "DOCX", "Word document"
    TEXT = "TEXT", "Plain text"


class RequestStatus(models.TextChoices):
    QUEUED = "QUEUED", "Waiting to begin"
    MAKING = "MAKING", "Being made"
    READY = "READY", "Ready"
    FAILED = "FAILED", "Could not be made"
