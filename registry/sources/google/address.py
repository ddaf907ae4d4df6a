"""Which spreadsheet, and as whom: its address and the service account's key file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from registry.sources.errors import SourceError

_ADDRESS = re.compile(
    r"https?://docs\.google\.com(?::443)?/spreadsheets/(?:u/\d+/)?d/"
    r"(?P<id>[\w-]{20,})(?:[/?#].*)?",
    re.ASCII | re.IGNORECASE,
)
_NEEDED = ("client_email", "private_key", "token_uri")
_MAX_KEY_BYTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A service account: its address, which a sheet is shared with, and its key material."""

    email: str
    info: Mapping[str, str] = field(repr=False)


def spreadsheet_id(address: str) -> str:
    """The id in the address of a spreadsheet, as the browser shows it.

    Raises ``SourceError`` for any other address, published and exported copies included.
    """
    match = _ADDRESS.fullmatch(address.strip())
    if match is None or match["id"] == "e":
        raise SourceError("S020", {"name": address})
    return match["id"]


def read_account(path: Path | None) -> Account:
    """The service account of a key file as Google's console gives it out.

    Raises ``SourceError`` where none is set, the file cannot be read or holds something else.
    """
    if path is None:
        raise SourceError("S021", {})
    try:
        if path.stat().st_size > _MAX_KEY_BYTES:
            raise SourceError("S022", {"name": path.name})
        info = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as cause:
        raise SourceError("S022", {"name": path.name}) from cause
    if not isinstance(info, dict) or info.get("type") != "service_account":
        raise SourceError("S022", {"name": path.name})
    if not all(isinstance(info.get(key), str) and info[key] for key in _NEEDED):
        raise SourceError("S022", {"name": path.name})
    return Account(email=info["client_email"], info=info)
