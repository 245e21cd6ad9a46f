"""The stories in the order of their numbers."""

from demo.stories import f01_unborn, f02_siblings, f11_early_help
from demo.stories.engine import Story

STORIES: tuple[Story, ...] = (f01_unborn.STORY, f02_siblings.STORY, f11_early_help.STORY)
