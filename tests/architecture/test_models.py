"""What a linter cannot see of the models: floors, policy, history, pairs, names."""

import pytest
from django.db import models

from core.data_classes import DataClass
from core.history import is_append_only, is_tracked
from core.querysets import PolicyQuerySet
from tests.architecture.house import FLOOR_OF, OURS, label, our_models

# Not tracked, each with its reason.
UNTRACKED = {
    "accounts.Draft": "typing in progress; its owner's alone, kept for zero lost words, never evidence",
    "accounts.Preference": "how someone likes to work; about nobody",
    "outbox.Job": "a queue: what it did is the trail",
    "outbox.Notice": "read marks; the event told of has its own row",
    "outbox.Delivery": "a ledger of mails, itself the trail",
    "outbox.IdempotencyKey": "technical key; holds a reference only",
    "localities.Postcode": "bulk-loaded reference data with dates in its rows",
    "people.SearchEntry": "derived: triggers write it anew from tracked rows, in the transaction of their change",
    "localities.Outline": "drawing of a boundary, imported whole",
}

# Times that no act makes: nobody stands behind them, or the actor stands in another field.
TIMES_WITHOUT_ACT = {
    "outbox.Job.run_at": "when the job is due",
    "outbox.Job.queued_at": "beside the event that queued it",
    "outbox.Job.done_at": "a sweep does it",
    "outbox.Job.given_up_at": "a sweep gives up",
    "outbox.Notice.created_at": "beside the event it tells of",
    "outbox.Notice.read_at": "read by its own addressee",
    "outbox.Delivery.sent_at": "a sweep sends",
    "outbox.IdempotencyKey.used_at": "by its own user",
    "localities.GeographyImport.imported_at": "a command, in the system's name",
    "referrals.InformationRequest.opens_at": "the opening hours of the agency",
    "deadlines.Clock.triggered_at": "the event that starts the clock",
    "deadlines.Clock.due_at": "reckoned from the trigger",
    "deadlines.Clock.warn_at": "reckoned from the trigger",
    "deadlines.Clock.warned_at": "a sweep warns",
    "deadlines.Clock.overdue_told_at": "a sweep tells",
    "referrals.Contact.received_at": "when it reached the authority, by whatever way; logged_by says who typed it in",
    "referrals.Contact.due_at": "the earliest of its clocks, written down for the queue",
    "referrals.Contact.claim_touched_at": "the last act of claimed_by",
    "referrals.Allegation.received_at": "when the designated officer was told; recorded_by says who typed it in",
    "referrals.OutOfHoursOffer.closes_at": "the closure it is for",
    "referrals.OutOfHoursOffer.opens_at": "the closure it is for",
    "referrals.SafeUntil.closes_at": "the closure it is for",
    "referrals.SafeUntil.due_at": "the concern's own as it stood",
    "referrals.InformationRequest.due_at": "reckoned from the concern's clock",
    "referrals.Consultation.asked_at": "asked by whoever rang; recorded_by wrote it down",
    "referrals.PublicForm.received_at": "sent by whoever is not known; the page received it",
    "referrals.PublicForm.due_at": "reckoned from receipt",
    "referrals.PublicForm.receipt_sent_at": "a sweep sends",
    "referrals.Referral.received_at": "the contact's own",
    "assessments.Assessment.received_at": "the referral came in; the clock of 45 working days counts from it",
    "assessments.MissingEpisode.reported_at": "the event that starts the clock; whoever rang is named beside it, no user",
    "assessments.StrategyDiscussion.threshold_seen_at": "the event that starts the clock",
    "assessments.StrategyDiscussion.planned_at": "a plan, not an act",
    "assessments.StrategyDiscussion.next_meeting_at": "a plan, not an act",
    "assessments.EarlyHelpAssessment.consent_at": "the family's act: consent_given_by is no user",
}

# `<name>_at` whose actor has another name or is the row's owner, with the reason.
UNPAIRED = {
    "started_at": "begins with the row; recorded_by says who",
    "starts_at": "a validity, not an act",
    "ends_at": "a validity, not an act",
    "left_at": "the next stage's entered_by says who",
    "seen_at": "seen_by is required beside it",
    "made_at": "recorded_by says who",
    "date_joined": "an account's beginning",
    "saved_at": "a draft's owner saves it",
    "binned_at": "a draft's owner bins it",
}


@pytest.mark.parametrize("model", our_models(), ids=label)
def test_every_relation_points_to_the_same_floor_or_lower(model: type[models.Model]) -> None:
    here = FLOOR_OF[model._meta.app_label]
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            there = field.related_model._meta.app_label
            if there in OURS:
                assert FLOOR_OF[there] <= here, f"{label(model)}.{field.name} points up to {there}"
                same_floor = FLOOR_OF[there] == here and there != model._meta.app_label
                assert not same_floor, f"{label(model)}.{field.name} points sideways to {there}"


@pytest.mark.parametrize("model", our_models(), ids=label)
def test_every_model_is_read_through_the_policy(model: type[models.Model]) -> None:
    queryset = model._default_manager.get_queryset()
    assert isinstance(queryset, PolicyQuerySet), f"{label(model)} has no visible_to"
    assert isinstance(queryset.data_class, DataClass)
    about = (queryset.person_lookup, queryset.owner_lookup, queryset.permission)
    free = queryset.data_class in (DataClass.REFERENCE, DataClass.STAFF)
    # Some say their rule as a clause of their own (a file is read like its parent).
    own_clause = type(queryset).named_for is not PolicyQuerySet.named_for
    found = free or own_clause or any(part is not None for part in about)
    assert found, f"{label(model)}: the policy finds nobody it is about"


@pytest.mark.parametrize("model", our_models(), ids=label)
def test_every_model_is_tracked_append_only_or_listed(model: type[models.Model]) -> None:
    kept = is_tracked(model) or is_append_only(model)
    assert kept != (label(model) in UNTRACKED), (
        f"{label(model)} must be tracked, append-only or listed (one of them)"
    )


def test_the_list_of_untracked_models_names_models_that_exist() -> None:
    assert set(UNTRACKED) <= {label(model) for model in our_models()}


@pytest.mark.parametrize("model", our_models(), ids=label)
def test_an_acts_time_and_actor_are_both_set_or_both_null(model: type[models.Model]) -> None:
    fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
    constraints = {constraint.name for constraint in model._meta.constraints}
    for name, field in fields.items():
        if not name.endswith("_at") or not isinstance(field, models.DateTimeField):
            continue
        partner = fields.get(name[:-3] + "_by")
        if partner is None:
            reasoned = name in UNPAIRED or f"{label(model)}.{name}" in TIMES_WITHOUT_ACT
            assert reasoned, f"{label(model)}.{name} has no {name[:-3]}_by and no reason"
            continue
        if field.null or partner.null:
            assert field.null == partner.null, f"{label(model)}.{name}: one of the pair may be null alone"
            paired = [each for each in constraints if each.endswith(f"_{name}_and_by")]
            assert paired, f"{label(model)}.{name} needs core.models.paired()"


@pytest.mark.parametrize("model", our_models(), ids=label)
def test_constraints_bear_names_of_their_own(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        assert constraint.name and not constraint.name.startswith(f"{model._meta.db_table}_chk")
