"""What casework answers to the floors below, and its places and words; called once by `ready()`."""

from accounts.ports import team_still_needed
from assessments.ports import assessment_authorised, section_47_concluded, section_47_started
from casework.cases.permissions import lead_refusals as lead_refusals_of_case
from casework.cases.permissions import merge_refusals
from casework.cases.presenters import CASE_FILES
from casework.cases.selectors import case_story, open_work_of_team
from casework.child_protection.presenters import CONFERENCE_FILES, CONFERENCE_PACK
from casework.child_protection.presenters import case_panel as conference_panel
from casework.child_protection.presenters import plan_panel as core_group_panel
from casework.child_protection.selectors import conference_story
from casework.child_protection.services import (
    follow_assessment,
    follow_section_47_concluded,
    follow_section_47_started,
)
from casework.intake.services import stop_matching
from casework.plans.presenters import SUPPORT_PLAN
from casework.plans.presenters import case_panel as plan_panel
from casework.plans.selectors import closing_refusals as closing_refusals_of_plan
from casework.plans.selectors import plan_story
from casework.plans.services import follow_worker
from casework.ports import case_panels, closing_refusals, plan_panels, story, worker_changed
from casework.visits.presenters import case_panel as visit_panel
from casework.visits.selectors import visit_story
from casework.visits.services import visit_the_newborn
from documents import registry
from outbox.wording import word
from people.ports import lead_refusals, may_these_merge, person_dates_changed

WORDS = {
    "CASE_ALLOCATED": "A case is allocated to you",
    "CASE_UNALLOCATED": "A case has no worker",
    "LEAD_NAMED": "You lead a case",
    "LEAD_ASKED": "You are asked to lead a case",
    "LEAD_NEEDED": "A child on a plan needs another lead professional today",
    "TRANSFER_ASKED": "Your team is asked to take a case",
    "HANDOVER_ACCEPTED": "A handover you asked for is accepted",
    "HANDOVER_DECLINED": "A handover you asked for is declined",
    "CLOSURE_PROPOSED": "A worker proposes to close a case",
    "VISITS_FAILED": "A child could not be seen twice running",
    "PLAN_NOT_WORKING": "A core group says that a plan does not work",
    "CONFERENCE_INVITATION": "You are invited to a conference",
    "CONFERENCE_PACK_ASKED": "You are asked to put a conference pack together",
    "CONFERENCE_ASKED": "A conference is to be held about a child you lead for",
    "intake.new_work": "The front door has decided on something for your team",
    "CONFERENCE_DELAY_ASKED": "You are asked to agree more time for a conference",
}


def register() -> None:
    lead_refusals.register(lead_refusals_of_case)
    may_these_merge.register(merge_refusals)
    person_dates_changed.register(visit_the_newborn)
    assessment_authorised.register(follow_assessment)
    section_47_started.register(follow_section_47_started)
    section_47_concluded.register(follow_section_47_concluded)
    closing_refusals.register(closing_refusals_of_plan)
    team_still_needed.register(open_work_of_team)
    worker_changed.register(follow_worker)
    worker_changed.register(stop_matching)
    for answer in (case_story, plan_story, visit_story, conference_story):
        story.register(answer)
    for panel in (plan_panel, visit_panel, conference_panel):
        case_panels.register(panel)
    plan_panels.register(core_group_panel)
    for paper in (SUPPORT_PLAN, CONFERENCE_PACK):
        registry.register(paper)
    for subject in (CASE_FILES, CONFERENCE_FILES):
        registry.register_subject(subject)
    for kind, words in WORDS.items():
        word(kind, words)
