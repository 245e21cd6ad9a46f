"""Styles and scripts: our own look, nothing of the crown's, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

BUILT = Path(__file__).resolve().parents[2] / "static" / "build"


@pytest.fixture(scope="module")
def styles() -> str:
    assert BUILT.exists(), "Run `make assets` first."
    return (BUILT / "app.css").read_text()


def test_no_crown_crest_or_gds_font_is_shipped(styles: str) -> None:
    names = [path.name.lower() for path in BUILT.rglob("*") if path.is_file()]
    assert [name for name in names if re.search(r"crown|crest|opengraph|\.woff|\.ttf|\.otf", name)] == []
    assert "gds transport" not in styles.lower()
    assert "@font-face" not in styles


def test_every_picture_named_is_there_and_ours_to_serve(styles: str) -> None:
    addresses = re.findall(r"url\([\"']?(?!data:)([^\"')]+)", styles)
    assert addresses
    for address in addresses:
        assert address.startswith("./images/"), address
        assert (BUILT / address).exists(), address


def test_scripts_fetch_nothing_and_evaluate_nothing() -> None:
    script = (BUILT / "app.js").read_text()
    assert "govuk-frontend-supported" in script or "initAll" in script or "data-module" in script
    assert not re.search(r"\beval\(|new Function\(", script)
