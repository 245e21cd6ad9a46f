"""The bare page that every ratio is to: session and user middleware, one raw SQL for the same rows, no layout."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

PEOPLE = "people_person p"
OPEN_CASE = f"FROM casework_case c JOIN {PEOPLE} ON p.id = c.person_id WHERE c.closed_at IS NULL AND c.team_id = %(team)s"
SQL = {
    "queue": "SELECT c.reference, c.rag, c.received_at, c.due_at, left(c.what, 80), k.surname, k.forename "
    "FROM referrals_contact c JOIN referrals_contactperson k ON k.contact_id = c.id AND k.position = 1 "
    "WHERE c.status IN ('RECEIVED', 'LOGGED', 'TRIAGE', 'INFO_GATHERING') "
    "ORDER BY (c.rag = 'RED') DESC, c.is_unread DESC, c.due_at LIMIT %(rows)s",
    "triage": "SELECT c.reference, c.rag, c.what, c.child_words, c.where_now, k.surname, k.forename, k.role "
    "FROM referrals_contact c JOIN referrals_contactperson k ON k.contact_id = c.id WHERE c.public_id = %(contact)s",
    "person": "SELECT p.forename, p.surname, p.born_on, i.kind, i.started_at, u.display_name "
    f"FROM {PEOPLE} LEFT JOIN people_involvement i ON i.person_id = p.id LEFT JOIN accounts_user u ON u.id = i.user_id "
    "WHERE p.public_id = %(person)s",
    "family": f"SELECT r.kind, o.forename, o.surname, o.born_on, o.died_on FROM {PEOPLE} "
    "JOIN people_relationship r ON p.id IN (r.person_id, r.other_id) "
    "JOIN people_person o ON o.id = CASE WHEN r.person_id = p.id THEN r.other_id ELSE r.person_id END "
    "WHERE p.public_id = %(person)s",
    "household": f"SELECT o.forename, o.surname, s.seen_at, s.alone FROM {PEOPLE} "
    "JOIN people_householdmember m ON m.person_id = p.id "
    "JOIN people_householdmember w ON w.household_id = m.household_id "
    "JOIN people_person o ON o.id = w.person_id LEFT JOIN people_sighting s ON s.person_id = o.id "
    "WHERE p.public_id = %(person)s",
    "board": f"SELECT c.reference, c.rating, p.forename, p.surname, c.kind {OPEN_CASE} ORDER BY c.id LIMIT %(rows)s",
    "caseload": "SELECT t.name, c.kind, c.rating, count(*) FROM casework_case c "
    "JOIN accounts_team t ON t.id = c.team_id WHERE c.closed_at IS NULL GROUP BY t.name, c.kind, c.rating",
    "my_work": "SELECT k.code, k.due_at, k.reference, p.forename, p.surname FROM deadlines_clock k "
    f"JOIN {PEOPLE} ON p.id = k.person_id WHERE k.owner_id = %(me)s AND k.stopped_at IS NULL "
    "ORDER BY k.due_at LIMIT %(rows)s",
    "find": f"SELECT p.forename, p.surname, p.born_on FROM {PEOPLE} "
    "WHERE upper(p.surname) = upper(%(surname)s) LIMIT %(rows)s",
}


def page(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of a page, one line each, for whoever is signed in."""
    with connection.cursor() as cursor:
        cursor.execute(SQL[name], {"me": request.user.pk, "rows": 50, **request.GET.dict()})
        lines = "".join(f"<p>{' '.join(str(value) for value in row)}</p>" for row in cursor.fetchall())
    return HttpResponse(f"<h1>{request.user.display_name}</h1>{lines}")
