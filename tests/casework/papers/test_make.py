"""Both papers really made: set as PDF, kept, read by those who may."""

import subprocess

import pytest

from core.errors import NotFound, NotPermitted
from documents import services
from documents.models import PaperRequest
from outbox.services import sweep
from tests.casework.papers.test_build import PLACE, SECRET, _conference
from tests.personas import Personas

pytestmark = pytest.mark.django_db


def test_safety_u_the_pack_is_printed_as_the_chairs_copy_and_read_by_nobody_else(personas: Personas) -> None:
    conference = _conference(personas)
    for user in (personas.social_worker, personas.team_manager):
        with pytest.raises((NotPermitted, NotFound)):
            services.request_paper(kind="CONFERENCE_PACK", subject_id=conference.public_id, by=user)
    row = services.request_paper(
        kind="CONFERENCE_PACK", subject_id=conference.public_id, by=personas.business_support
    )
    sweep()
    row = PaperRequest.objects.get(pk=row.pk)
    assert row.status == "READY", row.status
    assert row.paper is not None
    found = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=bytes(row.paper.pdf),
        capture_output=True,
        check=True,
        timeout=30,
    )
    words = " ".join(found.stdout.decode().split())
    pages = words.count("CHAIR'S COPY - NOT FOR FAMILY OR AGENCIES")
    assert pages >= found.stdout.decode().count("\f")
    for text in (
        "Called twice in May",
        "The home is unsafe",
        "Bruise seen by school",
        "Welcome and confidentiality",
    ):
        assert text in words, text
    assert SECRET not in words and PLACE not in words
    assert services.read_paper(by=personas.chair, public_id=row.paper.public_id)
    with pytest.raises((NotPermitted, NotFound)):
        services.read_paper(by=personas.social_worker, public_id=row.paper.public_id)
