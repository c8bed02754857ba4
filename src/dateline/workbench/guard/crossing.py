"""Other sites: their pages may link here, but neither write nor load anything, nor show us in a frame."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import Scope

from dateline.workbench.guard.asked import WRITES, header, host
from dateline.workbench.guard.refused import RefusedError

OURS = ("same-origin", "none")  # none: the person typed the address
USUAL = {"http": ":80", "https": ":443"}


def check(scope: Scope) -> None:
    """Refuses what a page of another site asks a browser to do here. Programs that are no browsers say none of it.

    Another port of this machine is another site as well: browsers call it "same-site".
    """
    site = header(scope, "sec-fetch-site")
    if scope["method"] in WRITES:
        _check_write(scope, site)
    elif site not in (None, *OURS):
        mode, shown = header(scope, "sec-fetch-mode"), header(scope, "sec-fetch-dest")
        # A link may be followed to here; a picture, a script, a frame or a fetch of another site's is none.
        if mode != "navigate" or shown not in (None, "document"):
            raise RefusedError(403, "Another site may link here, but load nothing from here.")


def _check_write(scope: Scope, site: str | None) -> None:
    if site not in (None, *OURS):
        raise RefusedError(403, "Another site tried to write here. Nothing was changed.")
    origin = header(scope, "origin")
    if origin is None:
        # Old browsers send neither of the two, but say where they come from.
        origin = header(scope, "referer") or None
    if origin is not None and not _same(origin, host(scope)):
        raise RefusedError(403, "Another site tried to write here. Nothing was changed.")


def _same(origin: str, named: str) -> bool:
    """Is an origin the host that was called? Its scheme may differ: a proxy before us may speak https."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    usual = USUAL.get(parts.scheme)
    if usual is None or not parts.netloc:
        return False
    return parts.netloc.lower().removesuffix(usual) == named.lower().removesuffix(usual)
