"""Stories: which reports are copies of one another; and the notices by which an outlet takes its words back."""

from dateline.weighing.stories.blocking import keys
from dateline.weighing.stories.judging import copy
from dateline.weighing.stories.notices import notices
from dateline.weighing.stories.prints import Prints, prints_of
from dateline.weighing.stories.telling import tell

__all__ = ["Prints", "copy", "keys", "notices", "prints_of", "tell"]
