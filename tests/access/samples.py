"""A picture and an NHS number that pass every check."""

import io

from PIL import Image


def _picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(kept, "PNG")
    return kept.getvalue()


PNG = _picture()
# From the range that is never given to a patient.
NHS_NUMBER = "9990000026"
