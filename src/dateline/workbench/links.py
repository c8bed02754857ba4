"""Where things are: the addresses of voices, which have no ids of their own; and addresses that may be gone to."""

from __future__ import annotations

from urllib.parse import quote


def voice_id(key: str) -> str:
    """A voice's key as one part of an address; `voice_key` makes the key of it again."""
    return quote(key.replace("~", "~~").replace("/", "~s"), safe="")


def voice_key(id_: str) -> str:
    """The key of a voice from its part of an address, as the server hands it on: with its percents resolved."""
    return "~".join(part.replace("~s", "/") for part in id_.split("~~"))


def voice_path(key: str) -> str:
    return f"/voices/{voice_id(key)}"


def outward(url: str | None) -> str | None:
    """An address on the web that a page may link to; None for any other, such as `javascript:`, which is only text."""
    said = (url or "").strip()
    return said if said.lower().startswith(("http://", "https://")) and said.isprintable() and " " not in said else None


def local(back: str | None) -> str:
    """Where to go back to: an address of ours, whatever was said; the first page where it was none."""
    said = back or "/"
    return said if said.startswith("/") and not said.startswith(("//", "/\\")) and said.isprintable() else "/"
