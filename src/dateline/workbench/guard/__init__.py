"""The guard of the workbench: it stands before everything, and says who may ask what, and how much of it."""

from dateline.workbench.guard.guard import Guard
from dateline.workbench.guard.refused import RefusedError
from dateline.workbench.guard.session import Sessions

__all__ = ["Guard", "RefusedError", "Sessions"]
