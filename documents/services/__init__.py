"""Verbs of files and papers."""

from documents.services.attach import attach, open_files, read_attachment, require_withdrawer, withdraw
from documents.services.make import begin_paper, make_paper, read_paper, request_paper

__all__ = [
    "attach",
    "begin_paper",
    "make_paper",
    "open_files",
    "read_attachment",
    "read_paper",
    "request_paper",
    "require_withdrawer",
    "withdraw",
]
