"""What a person may do, sorted by noun; roles.py says which role holds which."""

from enum import StrEnum


class Permission(StrEnum):
    """One act or one kind of reading; checked in the service that does it."""

    ACCESS_LOG_READ = "access_log.read"
    ADOPTION_RECORD = "adoption.record"
    ADULT_ASSESS = "adult.assess"
    AGGREGATE_READ = "aggregate.read"
    ASSESSMENT_AUTHORISE = "assessment.authorise"
    ASSESSMENT_CONTRIBUTE = "assessment.contribute"
    ASSESSMENT_WRITE = "assessment.write"
    ATTACHMENT_ADD = "attachment.add"
    BREAK_GLASS = "break_glass.use"
    CASE_ALLOCATE = "case.allocate"
    CASE_CLOSE = "case.close"
    CASE_PROPOSE_CLOSE = "case.propose_close"
    CASE_WRITE = "case.write"
    CASELOAD_READ = "caseload.read"
    CLOCK_EXTEND = "clock.extend"
    CONFERENCE_CHAIR = "conference.chair"
    CONFERENCE_COMPILE = "conference.compile"
    CONFERENCE_CONTRIBUTE = "conference.contribute"
    CONFERENCE_CONVENE = "conference.convene"
    CONTACT_DECIDE_TIER_1_2 = "contact.decide_tier_1_2"
    CONTACT_DECIDE_TIER_3_4 = "contact.decide_tier_3_4"
    CONTACT_LOG = "contact.log"
    CONTACT_QUEUE = "contact.queue"
    CONTACT_QUEUE_READ = "contact.queue_read"
    CONTACT_RATE_DOWN = "contact.rate_down"
    CONTACT_SIGN_CLOSURE = "contact.sign_closure"
    CONTACT_TAKE_OVER = "contact.take_over"
    CONTACT_TRIAGE = "contact.triage"
    CORE_GROUP_WRITE = "core_group.write"
    DUTY_ROTA_KEEP = "duty_rota.keep"
    EARLY_HELP_WRITE = "early_help.write"
    GAP_LOG = "gap.log"
    INFORMATION_ASK = "information.ask"
    INFORMATION_REPLY = "information.reply"
    LADO_READ = "lado.read"
    LADO_WRITE = "lado.write"
    LEAD_PROFESSIONAL_ASSIGN = "lead_professional.assign"
    LOCALITY_OVERRIDE = "locality.override"
    NOTE_WRITE = "note.write"
    OUT_OF_HOURS_DECIDE = "out_of_hours.decide"
    PACK_READ = "pack.read"
    PERSON_FLAG = "person.flag"
    PERSON_INDEX = "person.index"
    PERSON_MERGE = "person.merge"
    PERSON_MERGE_PROPOSE = "person.merge_propose"
    PERSON_OPEN_BY_PURPOSE = "person.open_by_purpose"
    PERSON_SETTLE = "person.settle"
    PERSON_WRITE = "person.write"
    PLAN_AGREE = "plan.agree"
    PLAN_WRITE = "plan.write"
    REPORT_READ = "report.read"
    RESTRICTION_GRANT = "restriction.grant"
    SECTION_42_DECIDE = "section_42.decide"
    SECTION_42_WRITE = "section_42.write"
    SECTION_47_DECIDE = "section_47.decide"
    SECTION_47_WRITE = "section_47.write"
    STAFF_MANAGE = "staff.manage"
    STRATEGY_CONVENE = "strategy.convene"
    STRATEGY_RECORD = "strategy.record"
    SUPERVISION_WRITE = "supervision.write"
    SYSTEM_RUN = "system.run"
    THRESHOLD_AGREE = "threshold.agree"
    THRESHOLD_WRITE = "threshold.write"
    VISIT_WRITE = "visit.write"


# Decisions in law the council's own (Children Act 2004 s18, Care Act 2014): only a post that the council has
# delegated them to may take them, whoever employs or line-manages its holder.
STATUTORY = frozenset(
    {
        Permission.CONFERENCE_CHAIR,
        Permission.CONTACT_DECIDE_TIER_3_4,
        Permission.SECTION_42_DECIDE,
        Permission.SECTION_47_DECIDE,
        Permission.OUT_OF_HOURS_DECIDE,
    }
)
