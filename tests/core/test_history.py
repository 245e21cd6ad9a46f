"""Every row version is kept with its actor; the serving role can rewrite none of it."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from accounts.enums import AgencyKind
from accounts.models import Agency
from core.database import append_only_tables
from core.history import acting

pytestmark = pytest.mark.django_db


def events() -> list[dict[str, object]]:
    event = apps.get_model("accounts", "AgencyEvent")
    return list(
        event.objects.filter(name__startswith="Ledger")
        .order_by("pgh_id")
        .values("pgh_label", "name", "pgh_context")
    )


def test_each_version_is_kept_with_actor_and_reason() -> None:
    with acting(by="SYSTEM", reason="opened"):
        agency = Agency.objects.create(name="Ledger School", kind=AgencyKind.SCHOOL)
    with acting(by="SYSTEM", reason="renamed"):
        Agency.objects.filter(pk=agency.pk).update(name="Ledger Academy")
    kept = events()
    assert [row["name"] for row in kept] == ["Ledger School", "Ledger Academy"]
    assert [row["pgh_context"]["reason"] for row in kept] == ["opened", "renamed"]  # type: ignore[index]


def test_a_write_without_an_actor_is_refused() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Agency.objects.create(name="Nobody's", kind=AgencyKind.SCHOOL)


@pytest.mark.parametrize("statement", ["UPDATE {t} SET pgh_label = 'x'", "DELETE FROM {t}", "TRUNCATE {t}"])
def test_the_serving_role_cannot_rewrite_history(statement: str) -> None:
    with acting(by="SYSTEM", reason="opened"):
        Agency.objects.create(name="Ledger School", kind=AgencyKind.SCHOOL)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(t="accounts_agencyevent"))


def test_no_append_only_table_lets_the_serving_role_alter_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "trafford_app"
        for table in append_only_tables():
            for right in ("UPDATE", "DELETE", "TRUNCATE"):
                cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, right])
                assert cursor.fetchone()[0] is False, (table, right)
