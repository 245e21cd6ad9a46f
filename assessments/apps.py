from django.apps import AppConfig

# What a notice says, by kind: never a name.
WORDS = {
    "assessments.allocated": "An assessment is allocated to you",
    "assessments.submitted": "An assessment waits for your decision",
    "assessments.returned": "An assessment came back for changes",
    "assessments.authorised": "An assessment is authorised",
    "assessments.oversight": "Your manager wrote on an assessment",
    "assessments.contribution_asked": "You are asked to add to an assessment",
    "assessments.contribution_received": "A colleague added to your assessment",
    "assessments.contribution_declined": "A colleague has nothing to add to your assessment",
    "assessments.strategy_invited": "You are invited to a strategy discussion",
    "assessments.section_47_started": "A section 47 enquiry began",
    "assessments.section_47_concluded": "A section 47 enquiry is concluded",
    "assessments.early_help_joined": "You joined the team around a family",
    "assessments.early_help_led": "You lead early help for a family",
    "assessments.early_help_withdrawn": "Consent to early help was withdrawn: look again",
}


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from assessments.early_help import workflow as early_help_workflow
        from assessments.safeguarding_adults import workflow as adult_workflow
        from assessments.safeguarding_adults.permissions import merge_refusals as two_adult_enquiries
        from assessments.single import workflow as single_workflow
        from assessments.single.permissions import merge_refusals as assessed_twice
        from assessments.strategy import workflow as strategy_workflow
        from assessments.strategy.permissions import lead_refusals, merge_refusals
        from outbox.wording import word
        from people import ports

        ports.lead_refusals.register(lead_refusals)
        ports.may_these_merge.register(merge_refusals)
        ports.may_these_merge.register(assessed_twice)
        ports.may_these_merge.register(two_adult_enquiries)
        # Known from the start, so that the diagrams of states hold them.
        _ = (
            single_workflow.ASSESSMENT,
            strategy_workflow.SECTION_47,
            early_help_workflow.EARLY_HELP,
            adult_workflow.ADULT_ENQUIRY,
        )
        for kind, words in WORDS.items():
            word(kind, words)
