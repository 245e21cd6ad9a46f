"""A file to attach; why one is taken back."""

from core.govuk.fields import FileField, TextField
from core.govuk.forms import StandardForm


class AttachForm(StandardForm):
    """One file with a few words on what it is."""

    file = FileField(
        label="File",
        hint="PDF, JPEG, PNG, Word (.docx) or plain text, up to 20 MB",
        accept=".pdf,.jpg,.jpeg,.png,.docx,.txt",
        missing="Choose a file",
    )
    description = TextField(label="What is it?", required=False, max_length=200)


class WithdrawForm(StandardForm):
    """Why a file was wrongly attached."""

    reason = TextField(label="Why is the file taken back?", max_length=240, missing="Say why")
