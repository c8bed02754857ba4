"""The token, and the sessions of those who showed it: a cookie that is derived from it, never the token itself."""

from __future__ import annotations

import hmac
import secrets
import time
from hashlib import sha256

from starlette.requests import HTTPConnection
from starlette.types import Scope

from dateline.workbench.guard.asked import header
from dateline.workbench.guard.guesses import Guesses
from dateline.workbench.guard.refused import RefusedError

COOKIE = "dateline_session"
LASTS = 7 * 24 * 3600  # seconds
OPEN = ("/sign-in", "/static/")  # what may be asked for without a token


class Sessions:
    """Who may come in. Without a token everybody may: then only this machine can call."""

    def __init__(self, token: str | None) -> None:
        self._token = token.encode() if token else None
        self._key = hmac.digest(self._token, b"dateline session", sha256) if self._token else b""
        self._ended: dict[str, float] = {}  # sessions that were signed out of, until they would have ended anyway
        self.guesses = Guesses()

    @property
    def needed(self) -> bool:
        return self._token is not None

    def begun(self) -> str:
        """The cookie of a new session."""
        said = f"{secrets.token_hex(8)}.{int(time.time()) + LASTS}"
        return f"{said}.{self._seal(said)}"

    def holds(self, cookie: str) -> bool:
        """Is it the cookie of a session that has neither run out nor been signed out of?"""
        said, _, seal = cookie.rpartition(".")
        if not cookie.isascii() or not hmac.compare_digest(seal.encode(), self._seal(said).encode()):
            return False
        return int(said.partition(".")[2]) > time.time() and said not in self._ended

    def end(self, cookie: str) -> None:
        """Signs out: the cookie is worth nothing from now on, whoever has kept it."""
        if self.holds(cookie):
            now = time.time()
            self._ended = {said: until for said, until in self._ended.items() if until > now}
            said = cookie.rpartition(".")[0]
            self._ended[said] = float(said.partition(".")[2])

    def try_token(self, given: str, who: str) -> bool:
        """Is it the token? Refuses to say so where too many wrong ones came from there."""
        if wait := self.guesses.wait(who):
            seconds = int(wait) + 1
            raise RefusedError(
                429, f"Too many wrong tokens. Try again in {seconds} seconds.", {"Retry-After": str(seconds)}
            )
        right = hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self._token or b"")
        if right:
            self.guesses.passed(who)
        else:
            self.guesses.failed(who)
        return right

    def check(self, scope: Scope) -> None:
        """Refuses who has not shown the token."""
        path: str = scope["path"]
        if not self.needed or path == OPEN[0] or path.startswith(OPEN[1]):
            return
        shown = header(scope, "authorization")
        if shown is not None:
            kind, _, given = shown.partition(" ")
            if kind.lower() == "bearer" and self.try_token(given.strip(), caller(scope)):
                return
            raise RefusedError(401, "That is not the token of this workbench.", {"WWW-Authenticate": "Bearer"})
        if self.holds(HTTPConnection(scope).cookies.get(COOKIE, "")):
            return
        raise RefusedError(
            401, "This workbench needs its token: Authorization: Bearer TOKEN.", {"WWW-Authenticate": "Bearer"}
        )

    def _seal(self, said: str) -> str:
        return hmac.new(self._key, said.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def caller(scope: Scope) -> str:
    """The address that a request came from."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"
