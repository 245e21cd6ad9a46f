"""The stories in the order of their numbers."""

from demo.stories import f01_unborn
from demo.stories.engine import Story

STORIES: tuple[Story, ...] = (f01_unborn.STORY,)
