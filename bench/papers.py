"""How long a conference pack of about 40 pages takes to set, in the child process that sets every paper.

Run `python -m bench.papers`; prints, asserts nothing.
"""

import io
import os
import resource
import time
from dataclasses import replace
from types import SimpleNamespace


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafford_cyps.settings.local")
    import django

    django.setup()
    import pikepdf
    from django.template.loader import get_template

    from core import clock
    from core.authority import authority
    from documents.render import pdf
    from tests.documents.samples import Pack, Row

    pack = Pack()
    words = (
        "The child was seen at home and at school, alone each time, and said what they would like to change. "
        * 6
    )
    long = replace(
        pack,
        chronology=pack.chronology * 420,
        social_work_report=tuple(Row(heading=f"Part {n}", paragraphs=(words,) * 4) for n in range(1, 25)),
        agency_reports=tuple(
            Row(agency=f"Agency {n}", sections=(Row(heading="Report", paragraphs=(words,) * 4),))
            for n in range(1, 13)
        ),
    )
    context = {
        "paper": long,
        "title": "Conference pack",
        "subject": "bench",
        "marking": "CHAIR'S COPY - NOT FOR FAMILY OR AGENCIES",
        "made_at": clock.now(),
        "made_by": SimpleNamespace(display_name="Demo Worker", agency="Demo Council"),
        "authority": authority(),
    }
    began = time.perf_counter()
    html = get_template("papers/conference_pack.html").render(context)
    filled = time.perf_counter()
    made = pdf(html)
    ended = time.perf_counter()
    with pikepdf.open(io.BytesIO(made)) as document:
        pages = len(document.pages)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"conference pack: {pages} pages, {len(made) / 1024:.0f} KiB; template {filled - began:.2f} s, "
        f"set in {ended - filled:.1f} s ({pages / (ended - filled):.1f} pages/s), child's peak {peak:.0f} MiB"
    )


if __name__ == "__main__":
    main()
