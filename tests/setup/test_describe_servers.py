"""docker-compose.yml keeps what running for real promises. (Compose itself is not needed to read it.)"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    described: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return described


def test_the_parts_are_there(services: dict[str, Any]) -> None:
    assert set(services) == {"db", "queue", "migrate", "web", "worker", "beat", "proxy"}
    assert services["db"]["image"] == "postgres:18"


def test_there_can_be_only_one_beat(services: dict[str, Any]) -> None:
    beats = [name for name, one in services.items() if "beat" in one.get("command", [])]
    assert beats == ["beat"]
    assert services["beat"]["container_name"]
    assert "replicas" not in services["beat"].get("deploy", {})
    assert "--beat" not in services["worker"]["command"]
    assert services["worker"]["deploy"]["replicas"] == "${WORKERS:-2}"


def test_only_the_migrations_know_the_owner_of_the_tables(services: dict[str, Any]) -> None:
    knowing = {name for name, one in services.items() if "TRAFFORD_OWNER_PASSWORD" in str(one)}
    assert knowing == {"db", "migrate"}
    assert services["web"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_secrets_come_from_the_environment_alone(services: dict[str, Any]) -> None:
    asked = (ROOT / "docker" / "env.example").read_text()
    for one in services.values():
        for key, value in one.get("environment", {}).items():
            if re.search("SECRET|PASSWORD|AUTH", key):
                assert re.fullmatch(r"\$\{\w+(:[?-][^}]*)?\}", value), key
                assert value[2:].split(":")[0].rstrip("}") in asked
    for line in asked.splitlines():
        if re.match(r"\w*(SECRET|PASSWORD)\w*=", line):
            assert line.endswith("="), line


def test_health_and_readiness_are_watched(services: dict[str, Any]) -> None:
    for name in ("db", "queue", "web", "worker"):
        assert services[name]["healthcheck"]["test"], name
    assert "/health/ready" in services["web"]["healthcheck"]["test"]
    assert "/health/live" in (ROOT / "docker" / "Caddyfile").read_text()


def test_only_the_proxy_is_reachable_from_outside(services: dict[str, Any]) -> None:
    assert [name for name, one in services.items() if one.get("ports")] == ["proxy"]
    assert services["db"]["networks"] == services["queue"]["networks"] == ["inside"]


def test_the_demonstration_stays_out_of_the_image() -> None:
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {"demo", "tests", "var", ".env"} <= set(left_out)
