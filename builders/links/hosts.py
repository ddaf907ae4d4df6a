"""Where a host lies. A shared sheet must not make this machine ask what only it can reach."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Resolver = Callable[[str], tuple[str, ...]]
"""The numeric addresses of a host; raises ``OSError`` or ``UnicodeError`` where it has none."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
_LOW_32_BITS = (1 << 32) - 1


def resolve(host: str) -> tuple[str, ...]:
    """The numeric addresses of a host by the resolver of this machine, those of IPv4 first."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    found.sort(key=lambda entry: entry[0] != socket.AF_INET)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_private(addresses: Iterable[str]) -> bool:
    """True when any of them lies inside this machine, its network, or no network at all.

    One such address is enough: which of several is used, the name's owner would choose.
    """
    return any(not _is_open(address) for address in addresses)


def _is_open(text: str) -> bool:
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(address)
    return address.is_global and not address.is_multicast and (inner is None or inner.is_global)


def _inside(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The older address that a newer one carries; it is where the way ends."""
    if isinstance(address, IPv4Address):
        return None
    if address in _TRANSLATED:
        return IPv4Address(int(address) & _LOW_32_BITS)
    return address.ipv4_mapped or address.sixtofour
