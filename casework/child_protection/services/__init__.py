"""Verbs of conferences and core groups."""

from casework.child_protection.services.convene import (
    cancel_conference,
    compile_pack,
    confirm_delay,
    convene_conference,
    invite,
    propose_delay,
    record_attendance,
    schedule_conference,
    tick_agenda,
)
from casework.child_protection.services.core_group import (
    OutcomeStands,
    hold_core_group,
    join_core_group,
    leave_core_group,
)
from casework.child_protection.services.decide import (
    AgencyThinks,
    ChildDecision,
    Disagrees,
    MemberOfGroup,
    contrary_to,
    record_decisions,
    review_conference,
)
from casework.child_protection.services.follow import (
    follow_assessment,
    follow_section_47_concluded,
    follow_section_47_started,
)
from casework.child_protection.services.report import MarkedParagraph, send_report, share_with_family
from casework.child_protection.services.send import send_decision, send_record
from casework.plans.services.protection import OutlineLine

__all__ = [
    "AgencyThinks",
    "ChildDecision",
    "Disagrees",
    "MarkedParagraph",
    "MemberOfGroup",
    "OutcomeStands",
    "OutlineLine",
    "cancel_conference",
    "compile_pack",
    "confirm_delay",
    "contrary_to",
    "convene_conference",
    "follow_assessment",
    "follow_section_47_concluded",
    "follow_section_47_started",
    "hold_core_group",
    "invite",
    "join_core_group",
    "leave_core_group",
    "propose_delay",
    "record_attendance",
    "record_decisions",
    "review_conference",
    "schedule_conference",
    "send_decision",
    "send_record",
    "send_report",
    "share_with_family",
    "tick_agenda",
]
