"""A workbook on a server: WebDAV shares, synced drives, or any address that gives the file."""

from __future__ import annotations

import hashlib
import ipaddress
import netrc
import time
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, LocationParseError

from registry.snapshot import Snapshot
from registry.sources.errors import SourceError
from registry.sources.files import MAX_FILE_BYTES, read_content

_SECONDS = (5.0, 30.0)
_LONGEST_SECONDS = 120.0
"""For a whole file, however it drips."""
_NOT_ALLOWED = (401, 403)
_MISSING = (404, 410)
_PIECE = 1 << 16


class _OverheardError(Exception):
    """Everybody on the way could have read the login; it was not sent."""


class _Unencrypted(HTTPAdapter):
    """Connections that others can listen to, those that an answer leads to included."""

    def add_headers(self, request: requests.PreparedRequest, **_: object) -> None:
        """Refuse a login right before it would be sent."""
        host = urlsplit(request.url or "").hostname or ""
        if "Authorization" in request.headers and not _is_this_machine(host):
            raise _OverheardError


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFile:
    """The file at an address; a login, if one is needed, stands in the user's ``.netrc``.

    It is told over an encrypted connection only, or to this machine itself.
    """

    address: str

    @property
    def name(self) -> str:
        """The name of the file, as its address has it."""
        parts = urlsplit(self.address)
        return unquote(PurePosixPath(parts.path).name) or parts.hostname or ""

    def revision(self) -> str:
        """The server's tag of the content, its date, or, where it tells neither, a digest."""
        with self._asked("HEAD") as answer:
            tag = answer.headers.get("ETag") or answer.headers.get("Last-Modified")
        return tag or hashlib.sha256(self._content()).hexdigest()

    def snapshot(self) -> Snapshot:
        """The sheet in the file; raises ``SourceError``."""
        return read_content(self._content(), self.name)

    def _content(self) -> bytes:
        content, end = bytearray(), time.monotonic() + _LONGEST_SECONDS
        with self._asked("GET") as answer:
            try:
                while piece := answer.raw.read1(_PIECE, decode_content=True):
                    content += piece
                    if time.monotonic() > end:
                        raise requests.ReadTimeout
                    if len(content) > MAX_FILE_BYTES:
                        raise SourceError("S004", {"name": self.name})
            except (requests.RequestException, HTTPError) as cause:
                raise SourceError("S032", {"name": self.name}) from cause
            promised = answer.headers.get("Content-Length", "")
        is_packed = "Content-Encoding" in answer.headers
        if promised.isdecimal() and not is_packed and int(promised) != len(content):
            raise SourceError("S032", {"name": self.name})
        return bytes(content)

    def _asked(self, method: str) -> requests.Response:
        try:
            with requests.Session() as session:
                session.mount("http://", _Unencrypted())
                answer = session.request(method, self.address, timeout=_SECONDS, stream=True)
        except _OverheardError as cause:
            raise SourceError("S044", {"name": self.name}) from cause
        except (requests.RequestException, netrc.NetrcParseError, LocationParseError) as cause:
            raise SourceError("S032", {"name": self.name}) from cause
        if answer.ok:
            return answer
        answer.close()
        if answer.status_code in _NOT_ALLOWED:
            raise SourceError("S033", {"name": self.name})
        if answer.status_code in _MISSING:
            raise SourceError("S001", {"name": self.name})
        raise SourceError("S032", {"name": self.name})
