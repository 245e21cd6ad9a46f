"""The kinds of information that the law and the partnership treat differently (rows of the permission table)."""

from enum import StrEnum


class DataClass(StrEnum):
    """What a row tells about a person; role x class decides who reads it once the person is visible."""

    INDEX = "INDEX"  # who is working with this person, no case content
    CORE = "CORE"  # core record, episodes, contact details, plans
    CONTACT = "CONTACT"  # a concern and its triage
    ASSESSMENT = "ASSESSMENT"
    EARLY_HELP = "EARLY_HELP"  # early-help assessment and plan, open to lead professionals of any agency
    PLAN = "PLAN"
    NOTES = "NOTES"  # chronology, case notes, visits
    HEALTH = "HEALTH"  # health detail
    CLINICAL = "CLINICAL"  # CAMHS and sexual-health notes
    POLICE = "POLICE"  # police intelligence
    CONFERENCE = "CONFERENCE"  # conference pack and record
    LEGAL = "LEGAL"
    ADOPTION = "ADOPTION"
    SAFE_ADDRESS = "SAFE_ADDRESS"
    SAFETY_WARNING = "SAFETY_WARNING"  # warnings to visiting staff
    SUPERVISION = "SUPERVISION"
    LADO = "LADO"  # allegations against staff
    STAFF = "STAFF"  # rows about workers, not people served
    OWN = "OWN"  # drafts, notices, preferences: their owner's alone
    AUDIT = "AUDIT"
    REFERENCE = "REFERENCE"  # code lists, places, rules: about nobody
