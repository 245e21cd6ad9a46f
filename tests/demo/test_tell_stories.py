"""Each story loads through the services, and its clocks are due when the domain reference says."""

import pytest

from demo.stories.engine import Story, tell, unkept
from demo.stories.every import STORIES


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.code)
def test_a_story_keeps_the_dates_it_promises(story: Story, partnership: None) -> None:
    assert not unkept(story, tell(story))
