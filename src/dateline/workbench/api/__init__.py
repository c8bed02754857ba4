"""The API: what the pages show, for programs, under /api/v1; made from the pages themselves."""

from dateline.workbench.api.routes import router

__all__ = ["router"]
