"""Every figure of the monthly report counted again in SQL, written from the partnership's definitions, not from the code.

Each query gives (part, numerator, denominator). Days are England's; a working day is Monday to Friday but for the
holidays below.
"""

from datetime import date
from typing import Any

from django.db import connection

from core import clock

HOLIDAYS = (
    "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25",
    "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31",
    "2026-12-25", "2026-12-28",
)  # fmt: skip
_DAYS = "(SELECT d::date AS day FROM generate_series('2024-12-01'::date, '2027-01-31', '1 day') d)"
_WORKING = (
    f"(SELECT day FROM {_DAYS} every WHERE extract(isodow FROM day) < 6 AND day::text NOT IN {HOLIDAYS})"
)


def local(column: str) -> str:
    return f"(({column}) AT TIME ZONE 'Europe/London')"


def within(column: str) -> str:
    return f"{local(column)} >= %(first)s AND {local(column)} < %(until)s"


def last_day(start: str, working_days: int) -> str:
    """The last day of a limit of so many working days that runs from a moment."""
    return (
        f"(SELECT day FROM {_WORKING} work WHERE day > {local(start)}::date"
        f" ORDER BY day OFFSET {working_days - 1} LIMIT 1)"
    )


def limit(code: str, subject: str) -> str:
    return (
        f"SELECT 1 FROM deadlines_clock k WHERE k.code IN ({code}) AND k.cancelled_at IS NULL"
        f" AND k.subject_public_id = {subject}"
    )


PAST = "%(passed)s"
DECIDED = "referrals_decision d JOIN referrals_contact c ON c.id = d.contact_id"
OUTCOME = f"referrals_persondecision o JOIN {DECIDED} ON o.decision_id = d.id"
TOLD = (
    f"SELECT '', count(*) FILTER (WHERE EXISTS (SELECT 1 FROM referrals_feedback f JOIN referrals_decision e"
    " ON e.id = f.decision_id WHERE e.contact_id = c.id AND f.release <> 'NOTHING_YET'"
    " AND f.recorded_at <= c.received_at + interval '{hours} hours')), count(*)"
    f" FROM {DECIDED} WHERE {within('d.decided_at')} AND d.round = 1 AND NOT c.is_anonymous"
    " AND c.referrer_source NOT IN ('1A', '1B', '1C', '1D', '9', '10')"
)
PLANS_ENDED = (
    "SELECT '', count(*) FILTER (WHERE end_reason = '{reason}'), count(*) FROM casework_plan"
    " WHERE kind = '{kind}' AND status = 'ENDED' AND ends_on >= %(first)s AND ends_on < %(until)s"
)
REFERRED = f"FROM referrals_referral r JOIN referrals_contact c ON c.id = r.contact_id WHERE {within('r.received_at')}"
CHILDREN = (
    "(SELECT sum(number) FROM localities_population WHERE age_to <= 17 AND starts_on < %(until)s"
    " AND (ends_on IS NULL OR ends_on >= %(until)s::date - 1))"
)
ENDED = (
    "SELECT '', count(*) FILTER (WHERE stopped_at <= due_at), count(*) FROM deadlines_clock"
    f" WHERE code IN ({{codes}}) AND cancelled_at IS NULL AND {within('stopped_at')}"
)
RAN_OUT = (
    "SELECT '', count(*) FILTER (WHERE stopped_at <= due_at), count(*) FROM deadlines_clock"
    f" WHERE code IN ({{codes}}) AND cancelled_at IS NULL AND {within('due_at')} AND due_at < {PAST}"
)
CHECKS = (
    "count(*) FILTER (WHERE q.replied_at <= q.due_at), count(*) FROM referrals_informationrequest q"
    f" JOIN accounts_agency a ON a.id = q.agency_id WHERE {within('q.due_at')} AND q.due_at < {PAST}"
    " AND q.withdrawn_at IS NULL"
)
ON_PLAN = "kind = 'CP' AND starts_on < %(until)s AND (ends_on IS NULL OR ends_on >= %(until)s)"

BY_HAND: dict[str, str] = {
    "K1": f"SELECT '', count(*) FILTER (WHERE {local('received_at')}::date = {local('logged_at')}::date), count(*)"
    f" FROM referrals_contact WHERE {within('received_at')}",
    # The limit runs from receipt, or from the day it was opened again: what the decision ended says since when.
    "K2": "SELECT '', count(*) FILTER (WHERE EXISTS (SELECT 1 FROM deadlines_clock k WHERE k.code = 'REF-DEC'"
    " AND k.cancelled_at IS NULL AND k.subject_public_id = c.public_id AND k.stopped_at = d.decided_at"
    f" AND {local('d.decided_at')}::date <= {last_day('k.triggered_at', 1)})), count(*)"
    f" FROM {DECIDED} WHERE {within('d.decided_at')}",
    "K2-24H": TOLD.format(hours=24),
    "K2-72H": TOLD.format(hours=72),
    "K3": "SELECT '', count(*) FILTER (WHERE id IN (SELECT contact_id FROM referrals_referral)), count(*)"
    f" FROM referrals_contact WHERE {within('received_at')}",
    "K4": f"SELECT '', count(*), {CHILDREN} {REFERRED}",
    "K5": "WITH told AS (SELECT s.referral_id, coalesce(p.survivor_id, p.id) AS who, r.received_at AS at,"
    f" {local('r.received_at')}::date AS day FROM referrals_referralsubject s"
    " JOIN referrals_referral r ON r.id = s.referral_id JOIN people_person p ON p.id = s.person_id)"
    " SELECT '', count(*) FILTER (WHERE EXISTS (SELECT 1 FROM told now, told old WHERE now.referral_id = r.id"
    " AND old.who = now.who AND old.at < now.at AND old.day >= now.day - interval '1 year')), count(*) " + REFERRED,
    "K6": "SELECT '', count(*) FILTER (WHERE r.close_reason = 'RC8' OR r.status = 'NFA' OR EXISTS (SELECT 1 FROM"
    f" referrals_referralstatuschange s WHERE s.record_id = r.id AND s.to_status = 'NFA')), count(*) {REFERRED}",
    "K6-HELP": "SELECT '', count(*) FILTER (WHERE btrim(o.help_named) <> ''), count(*)"
    f" FROM {OUTCOME} WHERE o.outcome IN ('NFA_ADVICE', 'SIGNPOST', 'SINGLE_AGENCY') AND {within('d.decided_at')}",
    "K7": "WITH here AS (SELECT coalesce(nullif(r.source, ''), '-') AS source " + REFERRED + ")"
    " SELECT source, count(*), (SELECT count(*) FROM here) FROM here GROUP BY source",
    "K7-ANON": f"SELECT '', count(*) FILTER (WHERE c.is_anonymous), count(*) {REFERRED}",
    "K8": f"SELECT '', count(*), NULL FROM assessments_earlyhelpassessment WHERE {within('started_at')}",
    "K8-MET": PLANS_ENDED.format(reason="OUTCOMES_MET", kind="EARLY_HELP"),
    "K8-UP": PLANS_ENDED.format(reason="STEPPED_UP", kind="EARLY_HELP"),
    "K8-DOWN": PLANS_ENDED.format(reason="STEPPED_DOWN", kind="CIN"),
    "K37-24H": "SELECT '', count(*) FILTER (WHERE d.decided_at <= k.triggered_at + interval '24 hours'), count(*)"
    f" FROM {DECIDED} JOIN deadlines_clock k ON k.subject_public_id = c.public_id AND k.stopped_at = d.decided_at"
    f" WHERE k.code = 'SA-SCR' AND k.cancelled_at IS NULL AND {within('d.decided_at')}",
    "K37-ENQ": "SELECT '', count(*) FILTER (WHERE o.outcome = 'ADULT_SAFEGUARDING'), count(*)"
    f" FROM {OUTCOME} JOIN referrals_contactperson n ON n.id = o.contact_person_id"
    f" WHERE n.role = 'ADULT' AND c.kind = 'SAFEGUARDING' AND {within('d.decided_at')}",
    "K46": f"SELECT '', {CHECKS} UNION ALL SELECT a.name, {CHECKS} GROUP BY a.name",
    "K9": "SELECT '', count(*) FILTER (WHERE " + f"{local('stopped_at')}::date <= {last_day('triggered_at', 45)})"
    f", count(*) FROM deadlines_clock WHERE code = 'CFA' AND cancelled_at IS NULL AND {within('stopped_at')}",
    "K9-OPEN": "SELECT '', count(*) FILTER (WHERE EXISTS ("
    + limit("'CFA'", "a.public_id")
    + f" AND k.due_at < {PAST})), count(*) FROM assessments_assessment a WHERE a.started_at < {PAST}"
    f" AND (a.authorised_at IS NULL OR a.authorised_at >= {PAST})",
    "K10": "SELECT '', count(p.first_seen_at), count(*) FROM assessments_assessmentpart p"
    f" JOIN assessments_assessment a ON a.id = p.assessment_id WHERE {within('a.authorised_at')}",
    "K10-ALONE": "SELECT '', count(*) FILTER (WHERE p.seen_alone AND p.first_seen_at IS NOT NULL), count(*)"
    " FROM assessments_assessmentpart p JOIN assessments_assessment a ON a.id = p.assessment_id"
    f" WHERE {within('a.authorised_at')}",
    "K12": f"SELECT '', count(*), {CHILDREN} FROM assessments_section47 WHERE {within('started_at')}",
    "K12-ICPC": "SELECT '', count(*) FILTER (WHERE conference_required), count(*) FROM assessments_section47"
    f" WHERE {within('concluded_at')}",
    "K13": ENDED.format(codes="'ICPC'"),
    "K14": f"SELECT '', count(*), {CHILDREN} FROM casework_plan WHERE {ON_PLAN}",
    "K16": "SELECT '', count(*) FILTER (WHERE earlier_plans >= 1), count(*) FROM casework_plan"
    " WHERE kind = 'CP' AND starts_on >= %(first)s AND starts_on < %(until)s",
    "K18": "SELECT '', count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM deadlines_clock k WHERE k.person_id = p.person_id"
    " AND k.code LIKE 'RCPC-_' AND k.cancelled_at IS NULL AND k.due_on >= p.starts_on"
    f" AND k.due_at < {PAST} AND coalesce(k.stopped_at, 'infinity') > k.due_at)), count(*)"
    f" FROM casework_plan p WHERE {ON_PLAN} AND starts_on <= %(until)s::date - interval '3 months'",
    "K19": RAN_OUT.format(codes="'CPVIS', 'CPVIS-BIRTH'"),
    "K19-CG": RAN_OUT.format(codes="'CG-1', 'CG-N'"),
    "K41": "SELECT '', count(*) FILTER (WHERE EXISTS ("
    + limit("'ALLOC'", "z.public_id")
    + f" AND k.due_at < {PAST} AND coalesce(k.stopped_at, 'infinity') >= {PAST})), count(*) FROM casework_case z"
    f" WHERE z.opened_at < {PAST} AND coalesce(z.closed_at, 'infinity') >= {PAST}",
    "K43": "SELECT '', count(*) FILTER (WHERE num_nulls(line_manager_id, professional_supervisor_id,"
    " safeguarding_lead_id) = 0), count(*) FROM accounts_user WHERE kind = 'HUMAN' AND is_active AND agency_id > 0",
    "K48": "SELECT '', count(*), NULL FROM casework_gap WHERE logged_on >= %(first)s AND logged_on < %(until)s",
    "K50": "SELECT '', count(*) FILTER (WHERE EXISTS ("
    + limit("'ACCESS-REV'", "g.public_id")
    + f" AND {local('k.stopped_at')}::date <= {last_day('g.starts_at', 1)})), count(*) FROM people_grant g"
    f" WHERE g.kind = 'BREAK_GLASS' AND {within('g.starts_at')}",
}  # fmt: skip


def counted(code: str, first: date, until: date) -> dict[str, tuple[int, Any]]:
    """Numerator and denominator by part."""
    passed = min(clock.at_local(until), clock.now())
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND[code], {"first": first, "until": until, "passed": passed})
        return {part: (top, bottom) for part, top, bottom in cursor.fetchall()}
