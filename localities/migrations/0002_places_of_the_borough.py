"""The localities, wards, sectors, areas of 2010 and the service directory that the product ships."""

from django.db import migrations

from core.history import SYSTEM_ACTOR, acting
from localities import facts


def load(apps, editor):  # type: ignore[no-untyped-def]
    model = lambda name: apps.get_model("localities", name).objects  # noqa: E731
    began, ended = facts.WARDS_2023_BEGAN, facts.WARDS_2004_ENDED
    with acting(by=SYSTEM_ACTOR, reason="first installation"):
        by_code = {
            code: model("Locality").create(
                code=code, name=name, position=position, starts_on=facts.LOCALITIES_BEGAN
            )
            for code, name, position in facts.LOCALITIES
        }
        for code, name, locality in facts.AREAS:
            area = model("Area").create(
                code=code, name=name, starts_on=facts.AREAS_BEGAN, ends_on=facts.AREAS_ENDED
            )
            model("AreaSuccession").create(area=area, locality=by_code[locality], known="BY_NAME")
        for code, name, locality, *_tile in facts.WARDS_2023:
            ward = model("Ward").create(code=code, name=name, ward_set=2023, starts_on=began)
            model("WardMembership").create(
                ward=ward, locality=by_code[locality], starts_on=began, mark="FACT"
            )
        for code, name, locality in facts.WARDS_2004:
            ward = model("Ward").create(
                code=code, name=name, ward_set=2004, starts_on=facts.WARDS_2004_BEGAN, ends_on=ended
            )
            model("WardMembership").create(
                ward=ward,
                locality=by_code[locality],
                starts_on=facts.LOCALITIES_BEGAN,
                ends_on=ended,
                mark="DERIVED",
            )
        for (locality, certainty), sectors in facts.SECTORS.items():
            for sector in sectors:
                model("SectorLocality").create(
                    sector=sector, locality=by_code[locality], certainty=certainty, starts_on=began
                )
                # Before the wards of 2023 nothing better than a likelihood is known.
                model("SectorLocality").create(
                    sector=sector,
                    locality=by_code[locality],
                    certainty="BORDER" if certainty == "BORDER" else "LIKELY",
                    starts_on=facts.LOCALITIES_BEGAN,
                    ends_on=ended,
                )
        for code, name, part_of, employer, borough_wide, what in facts.SERVICES:
            model("ServiceArea").create(
                code=code,
                name=name,
                part_of=part_of,
                employer=employer,
                borough_wide=borough_wide,
                what_it_does=what,
                starts_on=facts.LOCALITIES_BEGAN,
            )


class Migration(migrations.Migration):
    dependencies = [("localities", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
