"""The stories in the order of their numbers."""

from demo.stories import (
    f01_unborn,
    f02_siblings,
    f03_unknown_birth,
    f04_twins,
    f05_no_fixed_abode,
    f06_transfer_in,
    f07_turning_18,
    f08_carer_parent,
    f09_safe_address,
    f10_staff_child,
    f11_early_help,
    f12_repeat_plan,
)
from demo.stories.engine import Story

STORIES: tuple[Story, ...] = (
    f01_unborn.STORY,
    f02_siblings.STORY,
    f03_unknown_birth.STORY,
    f04_twins.STORY,
    f05_no_fixed_abode.STORY,
    f06_transfer_in.STORY,
    f07_turning_18.STORY,
    f08_carer_parent.STORY,
    f09_safe_address.STORY,
    f10_staff_child.STORY,
    f11_early_help.STORY,
    f12_repeat_plan.STORY,
)
