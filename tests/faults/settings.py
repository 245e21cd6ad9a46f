"""The product's settings for an arena of its own: mails go to a ledger on disk, nothing else differs."""

import os
from pathlib import Path

from trafford_cyps.settings.local import *  # noqa: F403

PRIVATE_FOLDER = Path(os.environ["PRIVATE_FOLDER"])
EMAIL_BACKEND = "tests.faults.mailbox.LedgerBackend"
MEDIA_ROOT = PRIVATE_FOLDER / "media"
