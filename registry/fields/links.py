"""Addresses of pages: the two safe schemes, and only sites that the street has allowed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from registry.fields.context import Context
from registry.fields.result import Fault, Parsed
from registry.fields.text import clean

# White space, a reverse solidus or quotes are read in different ways by browsers and libraries.
_UNSAFE = re.compile(r"""[\s\\"'<>^`{|}]""")
_HOST = re.compile(r"[a-z0-9.-]+$")


def parse_link(text: str, context: Context) -> Parsed:
    """One address on an allowed site; where the setting is missing any site passes."""
    address = clean(text)
    host = link_host(address)
    if host is None:
        return Parsed("", (Fault(code="C011"),))
    if not host_is_allowed(host, context.vocabulary.hosts):
        return Parsed("", (Fault(code="C012"),))
    return Parsed(address)


def link_host(address: str) -> str | None:
    """The host in lower case; ``None`` where the text is no safe address."""
    if _UNSAFE.search(address):
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    safe = parts.scheme in {"http", "https"} and "@" not in parts.netloc and port != 0
    return host if safe and "." in host and _HOST.match(host) else None


def host_is_allowed(host: str, allowed: tuple[str, ...] | None) -> bool:
    """True for a listed site and what is below it; true where no list was given."""
    if allowed is None:
        return True
    return any(host == site or host.endswith(f".{site}") for site in allowed)
