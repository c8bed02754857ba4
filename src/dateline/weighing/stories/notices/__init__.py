"""Notices: an outlet's correction or retraction of its own earlier words."""

from dateline.weighing.stories.notices.find import notices

__all__ = ["notices"]
