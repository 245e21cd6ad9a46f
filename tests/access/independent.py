"""Who sees whom and which concerns, written a second time in SQL from domain.md D: knows nothing of the policy."""

from django.db import connection

from core import clock

_MINE = """
WITH mine AS (
  SELECT r.role, r.agency_id, r.team_id, r.is_safeguarding_lead FROM accounts_roleassignment r
  JOIN accounts_user u ON u.id = r.user_id
  WHERE u.id = %(user)s AND u.is_active
    AND r.starts_on <= %(today)s AND (r.ends_on IS NULL OR r.ends_on >= %(today)s)),
teams AS (
  SELECT team_id FROM mine WHERE team_id IS NOT NULL UNION
  SELECT team_id FROM accounts_teammembership WHERE user_id = %(user)s AND EXISTS (SELECT FROM mine)
    AND starts_on <= %(today)s AND (ends_on IS NULL OR ends_on >= %(today)s)),
led AS (SELECT agency_id FROM mine WHERE is_safeguarding_lead),
rolls AS (SELECT m.agency_id FROM mine m JOIN accounts_agency a ON a.id = m.agency_id AND a.may_search),
working AS (
  SELECT person_id, user_id, team_id, agency_id FROM people_involvement
  WHERE started_at <= %(now)s AND (ended_at IS NULL OR ended_at > %(now)s)),
granted AS (
  SELECT person_id, kind FROM people_grant
  WHERE user_id = %(user)s AND starts_at <= %(now)s AND (ends_at IS NULL OR ends_at > %(now)s)),
one AS (SELECT id, id AS also, restriction, own_restriction FROM people_person UNION ALL
  SELECT p.id, q.id AS also, q.restriction, q.own_restriction FROM people_person p JOIN people_person q
  ON q.survivor_id = p.survivor_id AND q.id <> p.id),
private AS (SELECT person_id FROM people_stafflink WHERE user_id = %(user)s AND ended_at IS NULL),
record AS (
  SELECT p.id FROM people_person p WHERE NOT EXISTS (SELECT FROM one JOIN private ON person_id = also WHERE one.id = p.id)
    AND EXISTS (SELECT FROM mine WHERE role IN
      ('R2','R3','R4','R5','R6','R7','R8','R9','R11','R12','R13A','R16','R18')) AND CASE
    WHEN p.restriction = 'NONE' THEN
      EXISTS (SELECT FROM working w JOIN one ON also = w.person_id WHERE one.id = p.id AND (w.user_id = %(user)s
        OR w.team_id IN (SELECT team_id FROM teams) OR w.agency_id IN (SELECT agency_id FROM led)))
      OR EXISTS (SELECT FROM granted g JOIN one ON also = g.person_id WHERE one.id = p.id)
    ELSE NOT EXISTS (SELECT FROM one WHERE one.id = p.id
      AND COALESCE(NULLIF(one.own_restriction, ''), one.restriction) <> 'NONE' AND NOT EXISTS (
        SELECT FROM granted g WHERE g.person_id = one.also AND g.kind IN ('NAMED', 'DIRECTOR'))) END),
card AS (
  SELECT id FROM record UNION
  SELECT p.id FROM people_person p WHERE p.restriction = 'NONE' AND NOT EXISTS (
    SELECT FROM one JOIN private ON person_id = also WHERE one.id = p.id) AND (
    EXISTS (SELECT FROM mine WHERE role IN ('R2','R3','R4','R5','R7','R9','R11','R16','R18'))
    OR EXISTS (SELECT FROM mine WHERE role IN ('R1','R6','R8','SEAT')) AND EXISTS (
      SELECT FROM working w JOIN one ON also = w.person_id WHERE one.id = p.id AND (
        w.agency_id IN (SELECT agency_id FROM rolls)
        OR (w.user_id = %(user)s AND EXISTS (SELECT FROM rolls)) OR w.team_id IN (SELECT team_id FROM teams))))),
told AS (
  SELECT c.id FROM referrals_contact c WHERE EXISTS (SELECT FROM accounts_user WHERE id = %(user)s AND is_active) AND (
    c.logged_by_id = %(user)s
    OR EXISTS (SELECT FROM referrals_contactholder h WHERE h.contact_id = c.id AND h.user_id = %(user)s
      AND h.ended_at IS NULL)
    OR NOT c.is_restricted AND EXISTS (SELECT FROM mine WHERE role IN ('R2','R3','R11','R16'))
    OR NOT c.is_restricted AND c.decided_at IS NULL AND EXISTS (SELECT FROM mine WHERE role IN ('R9','SEAT'))
    OR NOT c.is_restricted AND EXISTS (SELECT FROM mine WHERE role IN ('R2','R3','R4','R5','R7','R12','R16','R18'))
      AND EXISTS (SELECT FROM referrals_contactperson cp WHERE cp.contact_id = c.id
        AND cp.person_id IN (SELECT id FROM record))))
"""


def _ids(user_id: int, table: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_MINE} SELECT id FROM {table}", {"user": user_id, "today": clock.today(), "now": clock.now()}
        )
        return {row[0] for row in cursor.fetchall()}


def records(user_id: int) -> set[int]:
    """People whose record is open to this user."""
    return _ids(user_id, "record")


def cards(user_id: int) -> set[int]:
    """People of whom this user sees at least the index card."""
    return _ids(user_id, "card")


def concerns(user_id: int) -> set[int]:
    """Concerns that this user may read in any of their parts."""
    return _ids(user_id, "told")
