"""What is installed is what was locked, from any index: hashes on everything, no host in any list."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("run", "test", "linkage")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return {
        canonical(found): version
        for found, version in re.findall(r"^([\w.-]+)(?:\[\S+\])?==([^\s;\\]+)", text, re.M)
    }


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_its_hashes_and_no_list_names_a_host(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    for entry in re.split(r"^(?=[\w])", text, flags=re.M)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("name", LISTS)
def test_everything_wanted_is_locked(name: str) -> None:
    wanted = re.findall(r"^([a-zA-Z][\w.-]*)", (ROOT / "requirements" / f"{name}.in").read_text(), re.M)
    assert [one for one in wanted if canonical(one) not in locked(name)] == []


@pytest.mark.parametrize("name", ["test", "linkage"])
def test_lists_on_top_agree_with_what_runs(name: str) -> None:
    on_top, runs = locked(name), locked("run")
    assert {
        one: (on_top.get(one), version) for one, version in runs.items() if on_top.get(one) != version
    } == {}


def test_front_end_packages_have_hashes_and_no_host() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []
