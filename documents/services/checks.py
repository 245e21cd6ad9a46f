"""What a file really is, and whether it may be kept: its content, its ending and the short list must agree.

No scanner for viruses runs here: files that can carry a program are refused, and none is ever shown inline.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

import pikepdf
from PIL import Image, UnidentifiedImageError

from core.errors import DomainError
from documents.enums import FileKind

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_PAGES = 2_000
MAX_PDF_OBJECTS = 200_000
MAX_ZIP_ENTRIES = 5_000
MAX_UNZIPPED = 200 * 1024 * 1024
GPS_IFD = 0x8825
FIELD = "file"
BY_ENDING = {
    "pdf": FileKind.PDF,
    "jpg": FileKind.JPEG,
    "jpeg": FileKind.JPEG,
    "png": FileKind.PNG,
    "docx": FileKind.DOCX,
    "txt": FileKind.TEXT,
}
MEDIA_TYPE = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
ENDING = {
    FileKind.PDF: "pdf",
    FileKind.JPEG: "jpg",
    FileKind.PNG: "png",
    FileKind.DOCX: "docx",
    FileKind.TEXT: "txt",
}
# The standard test file of virus scanners, in two halves so that this module is not taken for it.
TEST_VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ACTIVE_PDF = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
    }
)
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its name made safe, its kind, its content (a photograph without its place)."""

    filename: str
    kind: FileKind
    content: bytes


def check(filename: str, content: bytes) -> Checked:
    """The file as it may be kept, or a readable refusal beside the field."""
    name = safe_name(filename)
    if not content:
        raise DomainError("The file is empty.", field=FIELD)
    if len(content) > MAX_BYTES:
        raise DomainError("The file must be smaller than 20 MB.", field=FIELD)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind = BY_ENDING.get(ending)
    if kind is None:
        raise DomainError("Attach a PDF, JPEG, PNG, Word (.docx) or plain text (.txt) file.", field=FIELD)
    if TEST_VIRUS in content:
        raise DomainError("The file holds a virus test pattern and was not kept.", field=FIELD)
    if kind in (FileKind.JPEG, FileKind.PNG):
        content = _picture(content, kind)
    else:
        {FileKind.PDF: _pdf, FileKind.DOCX: _word, FileKind.TEXT: _text}[kind](content)
    return Checked(name, kind, content)


def safe_name(filename: str) -> str:
    """A name without folders, control signs or signs that turn the direction of writing."""
    last = filename.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    if len(kept) <= 120:
        return kept
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: 119 - len(ending)]}{dot}{ending}"[:120]


def _not_what_it_says() -> DomainError:
    return DomainError("The file is not what its name says, or is damaged.", field=FIELD)


def _picture(content: bytes, kind: FileKind) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=[kind.value]) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise DomainError("The picture has too many pixels: make it smaller.", field=FIELD)
            picture.load()
            exif = picture.getexif()
            if GPS_IFD not in exif:
                return content
            # Where a photograph was taken may be a safe address.
            del exif[GPS_IFD]
            again = io.BytesIO()
            quality = {"quality": "keep"} if kind == FileKind.JPEG else {}
            picture.save(again, format=kind.value, exif=exif, **quality)
            return again.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _not_what_it_says() from error


def _pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF-"):
        raise _not_what_it_says()
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if len(document.objects) > MAX_PDF_OBJECTS or len(document.pages) > MAX_PAGES:
                raise DomainError("The PDF is too long: attach it in parts.", field=FIELD)
            if _is_active(document):
                raise DomainError(
                    "The PDF holds a program or another file inside. Print it to a new PDF and attach that.",
                    field=FIELD,
                )
    except pikepdf.PasswordError as error:
        raise DomainError("The PDF has a password: attach one without.", field=FIELD) from error
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError) as error:
        raise _not_what_it_says() from error


def _is_active(document: pikepdf.Pdf) -> bool:
    for item in document.objects:
        if isinstance(item, pikepdf.Stream):
            item = item.stream_dict
        if isinstance(item, pikepdf.Dictionary) and _dictionary_is_active(item, depth=0):
            return True
    trailer = document.trailer
    return isinstance(trailer, pikepdf.Dictionary) and _dictionary_is_active(trailer, depth=0)


def _dictionary_is_active(item: pikepdf.Dictionary, *, depth: int) -> bool:
    """Programs, launches and inner files, in this dictionary or in one written inside it."""
    if (
        "/JS" in item
        or "/EmbeddedFiles" in item
        or "/EF" in item
        or "/XFA" in item
        or "/RichMediaContent" in item
    ):
        return True
    if str(item.get("/S", "")) in ACTIVE_PDF or str(item.get("/Type", "")) == "/EmbeddedFile":
        return True
    if depth >= 20:
        return False
    return any(
        _dictionary_is_active(value, depth=depth + 1)
        for value in item.values()
        if isinstance(value, pikepdf.Dictionary) and not value.is_indirect
    )


def _word(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if not {"[Content_Types].xml", "word/document.xml"} <= names:
                raise _not_what_it_says()
            if len(entries) > MAX_ZIP_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNZIPPED:
                raise DomainError("The document is too large once unpacked.", field=FIELD)
            if any(_carries_program(name) for name in names):
                raise DomainError("The document holds a program or another file inside.", field=FIELD)
            for entry in entries:
                # Read to the end: a false size or a damaged entry is found here, bounded by the sum above.
                inside = archive.read(entry)
                if TEST_VIRUS in inside:
                    raise DomainError("The file holds a virus test pattern and was not kept.", field=FIELD)
                if entry.filename.endswith(".rels") and _fetches(inside):
                    raise DomainError("The document fetches something from outside itself.", field=FIELD)
                if entry.filename == "[Content_Types].xml" and b"macroenabled" in inside.lower():
                    raise DomainError("The document holds a program or another file inside.", field=FIELD)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _not_what_it_says() from error


def _carries_program(name: str) -> bool:
    low = name.lower()
    return low.endswith((".bin", ".exe", ".dll", ".js", ".vbs")) or "/embeddings/" in low or ".." in low


def _fetches(relations: bytes) -> bool:
    """Anything from outside but a link that a reader must click."""
    return any(b"/hyperlink" not in found.lower() for found in _EXTERNAL.findall(relations))


def _text(content: bytes) -> None:
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError("The text file must be saved as UTF-8.", field=FIELD) from error
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in written):
        raise _not_what_it_says()
    if re.match(r"\s*<(!doctype|html|svg|script|\?xml)", written, re.IGNORECASE):
        raise _not_what_it_says()
