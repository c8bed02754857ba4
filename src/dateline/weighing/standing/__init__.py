"""Standing: how an incident stands, on whose word, and how each of its fields does."""

from dateline.weighing.standing.weigh import weigh

__all__ = ["weigh"]
