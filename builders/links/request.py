"""One request to one host: to the very machine that was judged, and no further than asked."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import requote_uri

from builders.links.limits import Limits

_PIECE = 1 << 12
_LONGEST_TITLE = 80
_TITLE = re.compile(rb"<title[^>]*>(.{0,4096}?)</title", re.IGNORECASE | re.DOTALL)
_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said; ``title`` is that of a page that was read."""

    status: int
    location: str = ""
    is_page: bool = False
    title: str = ""


class _Pinned(HTTPAdapter):
    """Sends to a numeric address what is meant for a name, and checks the name's certificate.

    A name that is looked up twice can lead to another machine the second time.
    """

    def __init__(self, host: str) -> None:
        self._host = host
        super().__init__()

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **more: object
    ) -> None:
        """As the library makes it, with the name for the certificate."""
        names = {} if _is_numeric(self._host) else {"server_hostname": self._host}
        more |= names | {"assert_hostname": self._host}
        super().init_poolmanager(connections, maxsize, block, **more)


class _Session(requests.Session):
    """Leaves redirects to the caller: the library would read their pages to the end."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002  # named by the base
        return None


def request(method: str, address: str, machine: str, limits: Limits) -> Answer:
    """The answer of that machine for an address; raises what ``requests`` raises, or ``OSError``.

    Follows nothing, keeps no cookie, sends no login, and reads no more than the head of a page.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    with (
        _session(host) as session,
        session.request(
            method,
            _to_machine(address, machine),
            headers={"Host": parts.netloc},
            timeout=limits.seconds,
            allow_redirects=False,
            stream=True,
        ) as answer,
    ):
        kind = answer.headers.get("Content-Type", _PAGES[0]).partition(";")[0].strip().lower()
        is_page = kind in _PAGES
        return Answer(
            status=answer.status_code,
            location=_location(answer),
            is_page=is_page,
            title=_title(answer, limits) if method == "GET" and is_page else "",
        )


@contextmanager
def _session(host: str) -> Iterator[_Session]:
    with _Session() as session:
        # Neither a login of .netrc nor a proxy: one would be told to any host of the sheet, the
        # other would ask hosts that were not judged.
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.headers.update(
            {
                "User-Agent": f"jieyou/{version('jieyou')} (link check)",
                "Accept": "*/*",
                "Accept-Encoding": "identity",
            }
        )
        for scheme in ("http://", "https://"):
            session.mount(scheme, _Pinned(host))
        yield session


def _is_numeric(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _to_machine(address: str, machine: str) -> str:
    parts = urlsplit(address)
    place = f"[{machine}]" if ":" in machine else machine
    place += f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))


def _location(answer: requests.Response) -> str:
    """Where a redirect leads, as it is written there; servers write UTF-8, whatever is allowed."""
    text: str = answer.headers.get("Location", "")
    try:
        text = text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
    return str(requote_uri(text.strip()))


def _title(answer: requests.Response, limits: Limits) -> str:
    """The title of the page, cut where long; empty where it has none near its beginning."""
    content, until = bytearray(), time.monotonic() + limits.seconds
    while len(content) < limits.most_bytes and time.monotonic() < until:
        piece = answer.raw.read(min(_PIECE, limits.most_bytes - len(content)))
        content += piece
        found = _TITLE.search(content, max(0, len(content) - 2 * _PIECE - len(piece)))
        if found:
            return " ".join(html.unescape(_text(found[1])).split())[:_LONGEST_TITLE]
        if not piece:
            break
    return ""


def _text(data: bytes) -> str:
    """The text in the encoding that fits it; sites of offices use only these two."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")
