"""A file is kept only if it is what it says and carries no program; read by whoever may see its parent."""

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from core.data_classes import DataClass
from core.errors import DomainError, NotFound, NotPermitted
from documents import services, storage
from documents.models import Attachment
from documents.services import checks
from people.models import AccessLog, Person
from tests.personas import Personas

DOCX_TYPES = b'<Types><Override PartName="/word/document.xml" ContentType="x"/></Types>'


def _pdf(change: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _docx(**more: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", more.pop("types", DOCX_TYPES))
        archive.writestr("word/document.xml", b"<w:document/>")
        for name, content in more.items():
            archive.writestr(name, content)
    return kept.getvalue()


def _photo(kind: str = "JPEG", size: tuple[int, int] = (8, 8), *, place: bool = False) -> bytes:
    kept = io.BytesIO()
    exif = Image.Exif()
    if place:
        exif.get_ifd(checks.GPS_IFD)[2] = (53.0, 27.0, 1.0)
        exif[0x0112] = 6
    Image.new("RGB", size).save(kept, kind, exif=exif)
    return kept.getvalue()


def _javascript(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.Root.OpenAction = document.make_indirect(action)


def _launch_on_page(document: pikepdf.Pdf) -> None:
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    document.pages[0].AA = pikepdf.Dictionary(O=launch)


def _inner_file(document: pikepdf.Pdf) -> None:
    document.attachments["inner.exe"] = b"MZ"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", _pdf()),
        ("photo.JPG", _photo()),
        ("picture.png", _photo("PNG")),
        ("report.docx", _docx()),
        ("note.txt", "Seen at home: £5".encode()),
    ],
)
def test_what_people_attach_is_kept_as_it_is(name: str, content: bytes) -> None:
    assert checks.check(name, content).content == content


ZIP_BOMB = _docx(**{"word/big.xml": b"\0" * (checks.MAX_UNZIPPED + 1)})
EXTERNAL = (
    b'<Relationships><Relationship Type="http://x/attachedTemplate"'
    b' Target="http://x/a.dotm" TargetMode="External"/></Relationships>'
)
REFUSED = {
    "empty": ("a.pdf", b""),
    "a program": ("a.exe", b"MZ"),
    "no ending": ("letter", _pdf()),
    "two endings": ("letter.pdf.exe", _pdf()),
    "a web page called PDF": ("a.pdf", b"<html><script>alert(1)</script></html>"),
    "a PDF after something else": ("a.pdf", b"MZ" + _pdf()),
    "a PDF with a script": ("a.pdf", _pdf(_javascript)),
    "a PDF that starts a program": ("a.pdf", _pdf(_launch_on_page)),
    "a PDF with a file inside": ("a.pdf", _pdf(_inner_file)),
    "a damaged PDF": ("a.pdf", b"%PDF-1.7 nothing"),
    "a PDF called a photograph": ("a.jpg", _pdf()),
    "a PNG called JPEG": ("a.jpg", _photo("PNG")),
    "a picture cut short": ("a.png", _photo("PNG")[:40]),
    "a drawing that can run": ("a.svg", b"<svg/>"),
    "a drawing called text": ("a.txt", b"  <svg onload=alert(1)>"),
    "a web page called text": ("a.txt", b"<!DOCTYPE html>"),
    "text with control signs": ("a.txt", b"abc\0def"),
    "text in another alphabet's code": ("a.txt", b"\xff\xfe\x00"),
    "a plain archive called Word": ("a.docx", b"PK\x03\x04nothing"),
    "Word with macros": ("a.docx", _docx(**{"word/vbaProject.bin": b"x"})),
    "Word that says macros": (
        "a.docx",
        _docx(types=b"<Types>application/vnd.ms-word.document.macroEnabled</Types>"),
    ),
    "Word with a file inside": ("a.docx", _docx(**{"word/embeddings/oleObject1.xlsx": b"x"})),
    "Word that fetches a template": ("a.docx", _docx(**{"word/_rels/settings.xml.rels": EXTERNAL})),
    "Word that climbs out": ("a.docx", _docx(**{"../../x.xml": b"x"})),
    "Word that unpacks to a flood": ("a.docx", ZIP_BOMB),
    "the virus test file": ("a.txt", checks.TEST_VIRUS),
    "the virus test file inside Word": ("a.docx", _docx(**{"word/x.xml": checks.TEST_VIRUS})),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_and_mislabelled_files_are_refused_beside_the_field(name: str) -> None:
    with pytest.raises(DomainError) as refused:
        checks.check(*REFUSED[name])
    assert refused.value.field == "file"


def test_too_large_too_many_pixels_and_a_password_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DomainError, match="20 MB"):
        checks.check("a.txt", b"a" * (checks.MAX_BYTES + 1))
    monkeypatch.setattr(checks, "MAX_PIXELS", 63)
    with pytest.raises(DomainError, match="pixels"):
        checks.check("a.png", _photo("PNG"))
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf())) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(DomainError, match="password"):
        checks.check("a.pdf", locked.getvalue())


def test_where_a_photograph_was_taken_is_taken_out_and_which_way_up_it_is_stays() -> None:
    kept = checks.check("photo.jpg", _photo(place=True)).content
    exif = Image.open(io.BytesIO(kept)).getexif()
    assert not exif.get_ifd(checks.GPS_IFD)
    assert exif[0x0112] == 6


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("..\\..\\a.pdf", "a.pdf"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("a\u202efdp.txt", "afdp.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_safe(sent: str, kept: str) -> None:
    assert checks.safe_name(sent) == kept


def _attach(child: Person, by: object, **more: object) -> Attachment:
    return services.attach(
        by=by,  # type: ignore[arg-type]
        subject_kind="PERSON",
        subject_id=child.public_id,
        filename="School report.pdf",
        content=_pdf(),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.django_db
def test_a_file_is_read_by_whoever_may_see_its_parent_and_the_reading_is_logged(
    personas: Personas, child: Person
) -> None:
    row = _attach(child, personas.social_worker)
    readers = {name for name, user in personas.everyone() if Attachment.objects.visible_to(user).exists()}
    assert readers == {
        "social_worker",
        "social_worker_colleague",
        "team_manager",
        "chair",
        "business_support",
    }
    _, content = services.read_attachment(by=personas.chair, public_id=row.public_id)
    assert content.startswith(b"%PDF-")
    assert AccessLog.objects.filter(person=child, by=personas.chair, act="FILE").count() == 1
    for stranger in (personas.social_worker_other, personas.duty, personas.stranger):
        with pytest.raises(NotFound):
            services.read_attachment(by=stranger, public_id=row.public_id)


@pytest.mark.django_db
def test_a_file_of_a_narrower_class_is_read_only_by_those_who_read_that_class(
    personas: Personas, child: Person
) -> None:
    _attach(child, personas.social_worker, data_class=DataClass.LEGAL)
    assert Attachment.objects.visible_to(personas.social_worker).exists()
    _attach(child, personas.social_worker, data_class=DataClass.POLICE)
    assert Attachment.objects.visible_to(personas.social_worker).count() == 1
    assert Attachment.objects.visible_to(personas.team_manager).count() == 2


@pytest.mark.django_db
def test_nobody_attaches_to_a_record_they_may_not_open(personas: Personas, child: Person) -> None:
    with pytest.raises(NotFound):
        _attach(child, personas.social_worker_other)
    with pytest.raises(NotPermitted):
        _attach(child, personas.auditor)
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_the_same_form_sent_twice_keeps_one_file(personas: Personas, child: Person) -> None:
    first = _attach(child, personas.social_worker, idempotency_key="one")
    assert _attach(child, personas.social_worker, idempotency_key="one") == first
    assert Attachment.objects.count() == 1


@pytest.mark.django_db
def test_a_file_taken_back_keeps_its_reason_and_is_read_by_nobody(personas: Personas, child: Person) -> None:
    row = _attach(child, personas.social_worker)
    with pytest.raises(DomainError, match="why"):
        services.withdraw(by=personas.social_worker, public_id=row.public_id, reason=" ")
    with pytest.raises(NotPermitted):
        services.withdraw(by=personas.business_support, public_id=row.public_id, reason="not mine to take")
    services.withdraw(by=personas.team_manager, public_id=row.public_id, reason="Of the other twin")
    with pytest.raises(NotFound):
        services.read_attachment(by=personas.social_worker, public_id=row.public_id)
    row.refresh_from_db()
    assert row.withdrawn_reason == "Of the other twin"


@pytest.mark.django_db
def test_a_file_that_was_changed_on_the_disk_is_not_shown(personas: Personas, child: Person) -> None:
    row = _attach(child, personas.social_worker)
    path = storage._path(row.public_id)
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(_pdf() + b"more")
    with pytest.raises(DomainError, match="not as it was kept"):
        services.read_attachment(by=personas.social_worker, public_id=row.public_id)


@pytest.mark.django_db
def test_the_pages_attach_list_and_download_without_ever_showing_inline(
    personas: Personas, child: Person, client: Client
) -> None:
    client.force_login(personas.social_worker)
    address = f"/files/person/{child.public_id}/"
    answer = client.post(address, {"file": SimpleUploadedFile("a.pdf", b"MZ"), "description": "Letter home"})
    page = answer.content.decode()
    assert "not what its name says" in page
    assert "Letter home" in page
    sent = {"file": SimpleUploadedFile("Ada's report.pdf", _pdf()), "description": "Letter home"}
    assert client.post(address, sent).status_code == 302
    assert "Ada&#x27;s report.pdf" in client.get(address).content.decode()
    row = Attachment.objects.get()
    download = client.get(f"/files/{row.public_id}/")
    assert download["Content-Disposition"] == f'attachment; filename="file-{row.public_id.hex[:8]}.pdf"'
    assert download["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in download["Content-Security-Policy"]
    assert (
        client.post(f"/files/{row.public_id}/withdraw/", {"reason": "Wrong child", "version": 1}).status_code
        == 302
    )
    assert "Wrong child" in client.get(address).content.decode()
    assert client.get(f"/files/{row.public_id}/").status_code == 404
    client.force_login(personas.stranger)
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_beside_its_field_and_what_was_typed_stays(
    personas: Personas, child: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("documents.forms.MAX_BYTES", 10)
    client.force_login(personas.social_worker)
    sent = {"file": SimpleUploadedFile("a.txt", b"more than ten"), "description": "Letter home"}
    page = client.post(f"/files/person/{child.public_id}/", sent).content.decode()
    assert "smaller than 20 MB" in page
    assert "Letter home" in page
    assert not Attachment.objects.exists()
