"""Every due date printed in the domain reference comes out of `due`, exactly."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from deadlines.rules import shipped

pytestmark = pytest.mark.django_db


def due(*args: str) -> Any:
    out = io.StringIO()
    call_command("due", *args, "--json", stdout=out)
    return json.loads(out.getvalue())


# code, trigger, legal due, planning date where the story prints one apart from the due date
STORIES = """\
F01 REF-DEC     2026-04-13       2026-04-14
F01 CFA         2026-04-13       2026-06-17
F01 PREB-START  2026-08-14       2026-03-13
F01 PREB-ICPC   2026-08-14       2026-06-05
F01 PREB-DISCH  2026-08-14       2026-07-17
F01 ICPC        2026-05-11       2026-06-02
F01 CG-1        2026-05-29       2026-06-12
F01 RCPC-1      2026-05-29       2026-08-29 2026-08-28
F01 HV-NB       2026-08-09       2026-08-23 2026-08-21
F01 CPVIS-BIRTH 2026-08-09       2026-08-10
F01 RCPC-N      2026-08-27       2027-02-27 2027-02-26
F02 REF-DEC     2026-07-01       2026-07-02
F02 CFA         2026-07-01       2026-09-03
F02 ICPC        2026-07-22       2026-08-12
F02 CG-1        2026-08-11       2026-08-25
F02 RCPC-1      2026-08-11       2026-11-11
F02 CLA-PP      2026-12-17       2026-12-24
F02 CLA-NOT     2026-12-17       2026-12-24
F02 LACVIS-1    2026-12-17       2026-12-24
F02 PEP         2026-12-17       2027-01-05
F02 IHA-28      2026-12-17       2027-01-14
F02 IHA         2026-12-17       2027-01-19
F02 LAC-R1      2026-12-17       2027-01-19
F03 REF-DEC     2026-09-26T01:40 2026-09-28
F03 LACVIS-1    2026-09-26       2026-10-03 2026-10-02
F03 PEP         2026-09-26       2026-10-09
F03 LAC-R1      2026-09-26       2026-10-23
F03 IHA         2026-09-26       2026-10-23
F03 IHA-28      2026-09-26       2026-10-24 2026-10-23
F03 PATH-13W    2026-09-26       2026-12-26 2026-12-24
F03 PATH-A      2026-12-26       2027-03-26 2027-03-25
F04 REF-DEC     2026-05-04       2026-05-05
F04 EHC-6       2026-06-15       2026-07-27
F04 EHC-16      2026-06-15       2026-10-05
F04 EHC-20      2026-06-15       2026-11-02
F05 REF-DEC     2026-06-05       2026-06-08
F05 CFA         2026-06-05       2026-08-07
F05 MISS-RHI    2026-08-29T22:15 2026-09-01T22:15:00+01:00
F06 ICPC-T      2026-09-14       2026-10-05
F06 CG-1        2026-10-02       2026-10-16
F06 RCPC-1      2026-10-02       2027-01-02 2026-12-31
F07 HPASS       2026-11-22       2026-11-22 2026-11-20
F08 SA-SCR      2026-04-02T16:50 2026-04-03T16:50:00+01:00 2026-04-02
F09 REF-DEC     2026-08-28T21:00 2026-09-01
F09 ICPC        2026-08-28       2026-09-21
F10 REF-DEC     2026-10-12       2026-10-13
F10 CFA         2026-10-12       2026-12-14
F11 REF-DEC     2027-03-25       2027-03-30
F11 CFA         2027-03-25       2027-06-02
F12 EPO-8       2026-12-25       2027-01-01 2026-12-31
F12 LACVIS-1    2026-12-25       2027-01-01 2026-12-31
F12 CLA-NOT     2026-12-25       2027-01-05
F12 CLA-PP      2026-12-25       2027-01-05
F12 CLA-PLAN    2026-12-25       2027-01-12
F12 PEP         2026-12-25       2027-01-12
F12 IHA-28      2026-12-25       2027-01-22
F12 LAC-R1      2026-12-25       2027-01-26
F12 IHA         2026-12-25       2027-01-26
F12 REF-DEC     2026-12-24T17:20 2026-12-29
F12 ICPC        2026-12-24       2027-01-19
F12 CFA         2026-12-24T17:20 2027-03-02
F12 CG-1        2027-01-15       2027-01-29
F12 RCPC-1      2027-01-15       2027-04-15
VEC REF-DEC     2026-04-02       2026-04-07
VEC REF-DEC     2026-12-24       2026-12-29
VEC REF-DEC     2027-03-25       2027-03-30
VEC ICPC        2026-12-24       2027-01-19
VEC ICPC        2026-05-11       2026-06-02
VEC CFA         2026-04-01       2026-06-09
VEC CFA         2026-11-23       2027-01-28
VEC LAC-R1      2027-01-04       2027-02-01
VEC IHA-28      2027-01-04       2027-02-01
VEC CLA-PP      2026-12-17       2026-12-24
VEC CLA-PLAN    2026-12-17       2027-01-05
VEC RCPC-1      2026-05-29       2026-08-29 2026-08-28
VEC RCPC-N      2026-08-31       2027-02-28 2027-02-26
VEC PP-72       2026-10-24T22:15 2026-10-27T21:15:00+00:00
VEC PP-72       2027-03-27T22:15 2027-03-30T23:15:00+01:00
"""


@pytest.mark.parametrize("line", STORIES.splitlines())
def test_the_stories_and_test_vectors_come_out_exactly(line: str) -> None:
    _, code, trigger, legal, *planning = line.split()
    (row,) = due(code, trigger)
    assert (row["code"], row["trigger"], row["due"]) == (code, trigger, legal)
    assert row["planning"] == (planning[0] if planning else legal[:10])


def test_several_triggers_give_one_object_each_with_the_days_skipped_and_why() -> None:
    first, second = due("REF-DEC", "2026-04-02", "2026-12-24T23:59")
    assert [(d["on"], d["why"]) for d in first["skipped"]] == [
        ("2026-04-03", "Good Friday"),
        ("2026-04-04", "Saturday"),
        ("2026-04-05", "Sunday"),
        ("2026-04-06", "Easter Monday"),
    ]
    assert [d["why"] for d in second["skipped"]] == [
        "Christmas Day", "Saturday", "Sunday", "Boxing Day (substitute day)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("NO-SUCH", "2026-04-02"), 2, "no clock NO-SUCH"),
        (("CFA-CK", "2026-04-02"), 2, "CFA-CK10"),
        (("REF-DEC", "second of April"), 2, "not a date"),
        (("REF-DEC",), 2, "at least one date"),
        (("PP-72", "2026-04-02"), 2, "give the time"),
        (("FGDM", "2026-04-02"), 3, "before the application"),
        (("CFA", "2028-12-01"), 3, "Bank holidays are known"),
        (("RCPC-N", "2028-12-01"), 3, "Bank holidays are known"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_its_reason(
    args: tuple[str, ...], code: int, says: str
) -> None:
    with pytest.raises(CommandError, match=says) as refused:
        due(*args)
    assert refused.value.returncode == code


def test_a_person_reads_a_sentence() -> None:
    out = io.StringIO()
    call_command("due", "REF-DEC", "2026-04-02T16:50", stdout=out)
    assert out.getvalue().strip() == (
        "REF-DEC, Decision on the type of response: 1 working day from Thu 2 April 2026 16:50 "
        "is due Tue 7 April 2026, office target 17:00. Closed Fri 3 - Mon 6."
    )


def test_the_list_holds_one_code_a_limit_with_what_it_rests_on() -> None:
    rows = {row["code"]: row for row in due("--list")}
    assert len(rows) == len(shipped()) > 200
    for code, n, unit in [
        ("CFA-CK10", 10, "WD"), ("CFA-CK20", 20, "WD"), ("CFA-CK35", 35, "WD"), ("STRAT", 1, "WD"),
        ("STRAT-MAX", 3, "WD"), ("S47-SEEN", 24, "H"), ("IHA", 20, "WD"), ("IHA-28", 28, "CD"),
        ("MASH-R", 4, "H"), ("MASH-G-EH", 3, "WD"), ("RCPC-1", 3, "CM"), ("CG-N", 6, "CW"),
    ]:  # fmt: skip
        assert (rows[code]["n"], rows[code]["unit"]) == (n, unit), code
    assert {row["basis"] for row in rows.values()} == {"ST", "SG", "NS", "LO"}
    assert all(
        row["source"] and row["trigger"] and row["stop_event"] and row["owner_role"] for row in rows.values()
    )
    assert {code for code, row in rows.items() if row["first_day"] == "counts"} >= {"EPO-8", "CAO-7", "CP26"}
    assert all(row["roll"] == "never" for row in rows.values())
