"""A file to attach; why one is taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from core.govuk.fields import FileField, TextField
from core.govuk.forms import StandardForm
from documents.services.checks import MAX_BYTES


class AttachForm(StandardForm):
    """One file with a few words on what it is."""

    file = FileField(
        label="File",
        hint="PDF, JPEG, PNG, Word (.docx) or plain text, up to 20 MB",
        accept=".pdf,.jpg,.jpeg,.png,.docx,.txt",
        missing="Choose a file",
    )
    description = TextField(label="What is it?", required=False, max_length=200)

    def clean_file(self) -> UploadedFile:
        """Too large is said before the content is read into memory."""
        sent: UploadedFile = self.cleaned_data["file"]
        if sent.size is None or sent.size > MAX_BYTES:
            raise ValidationError("The file must be smaller than 20 MB.")
        return sent

    def sent(self) -> dict[str, Any]:
        """The file as a verb takes it."""
        upload: UploadedFile = self.cleaned_data["file"]
        said = {"filename": upload.name or "file", "description": self.cleaned_data["description"]}
        return {**said, "content": upload.read()}


class WithdrawForm(StandardForm):
    """Why a file was wrongly attached."""

    reason = TextField(label="Why is the file taken back?", max_length=240, missing="Say why")
