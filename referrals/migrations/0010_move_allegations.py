"""Allegations that stood blind beside their concern move to the store of their own, with its named list."""

from django.db import migrations


def move(apps, schema_editor):
    from core import clock
    from core.history import SYSTEM_ACTOR, acting
    from core.references import next_reference

    old, new, holder, entry = (
        apps.get_model("referrals", name)
        for name in ("StaffAllegation", "Allegation", "AllegationHolder", "AllegationEntry")
    )
    listing = apps.get_model("referrals", "ContactHolder").objects.filter(ended_at__isnull=True)
    with acting(by=SYSTEM_ACTOR, reason="allegations moved to their own store"):
        for row in old.objects.select_related("contact", "contact_person").order_by("pk"):
            told, accused = row.contact, row.contact_person
            common = {"recorded_at": row.recorded_at, "recorded_by": row.recorded_by}
            made = new.objects.create(
                reference=next_reference("AL", clock.to_local(told.received_at).date()),
                contact=told,
                contact_person=accused,
                received_at=told.received_at,
                subject_name=f"{accused.forename} {accused.surname}".strip(),
                subject_born_on=accused.born_on,
                employer=row.works_where,
                what=told.what,
                **common,
            )
            for listed in listing.filter(contact=told).exclude(why="NAMED"):
                holder.objects.create(
                    allegation=made, user=listed.user, why="ON_CALL", acknowledged_at=listed.acknowledged_at,
                    acknowledged_by=listed.acknowledged_by, **common,
                )  # fmt: skip
            if row.note:
                entry.objects.create(
                    allegation=made, kind="NOTE", text=row.note, happened_at=row.taken_up_at,
                    happened_by=row.taken_up_by, **common,
                )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("referrals", "0009_allegations"), ("core", "0003_more_reference_numbers")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
