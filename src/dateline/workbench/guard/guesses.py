"""Guesses at the token: a few are free, then each costs the one who guesses twice the wait of the one before."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_network
from ipaddress import ip_address as _ip

FREE = 5
LONGEST = 60.0  # seconds
FORGET = 900.0  # seconds without a guess, after which all is forgiven
MOST = 10_000  # addresses that are kept in mind


class Guesses:
    """Wrong tokens by the address that they came from."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()  # how many, and when the last

    def wait(self, who: str) -> float:
        """Seconds until this address may try again; 0 where it may now."""
        wrong, last = self._wrong.get(_key(who), (0, 0.0))
        since = self._clock() - last
        if wrong < FREE or since > FORGET:
            return 0.0
        return max(0.0, min(LONGEST, 2.0 ** (wrong - FREE)) - since)

    def failed(self, who: str) -> None:
        key = _key(who)
        wrong, last = self._wrong.pop(key, (0, 0.0))
        if self._clock() - last > FORGET:
            wrong = 0
        self._wrong[key] = (min(wrong + 1, 64), self._clock())
        while len(self._wrong) > MOST:
            self._wrong.popitem(last=False)

    def passed(self, who: str) -> None:
        self._wrong.pop(_key(who), None)


def _key(who: str) -> str:
    """An address; of IPv6 its network, since one machine has as many addresses there as it likes."""
    try:
        address = _ip(who)
    except ValueError:
        return who
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
