"""What the machine sees at one address: asked, followed, asked again where that may help."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from builders.links.hosts import Resolver, is_private, resolve
from builders.links.limits import Limits
from builders.links.request import Answer, request
from builders.links.words import missing_page_words
from registry.fields import fold, link_host

Group = Literal["gone", "moved", "blocked", "unreachable", "refused", "unasked", "fine"]
"""What is to be done about an address; ``refused`` and ``unasked`` were not asked."""

Reason = Literal[
    "fine",
    "missing",
    "missing_title",
    "home_page",
    "moved",
    "blocked",
    "odd_status",
    "server",
    "tls",
    "dns",
    "timeout",
    "connection",
    "too_many",
    "bad_redirect",
    "private_redirect",
    "private",
    "unasked",
]

_MISSING = (404, 410)
_BLOCKING = (401, 403, 405, 406, 412, 418, 429, 521)
_TOO_OFTEN = 429
_REDIRECTS = (301, 302, 303, 307, 308)
_GOOD, _REDIRECTING, _BAD, _SERVER = 200, 300, 400, 500
_WORTH_ANOTHER_TRY = ("server", "timeout", "connection", "dns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was seen; ``final`` is where redirects lead, ``title`` what the page there is called."""

    group: Group
    reason: Reason
    status: int | None = None
    final: str = ""
    title: str = ""


UNASKED = Sight(group="unasked", reason="unasked")
TIMED_OUT = Sight(group="unreachable", reason="timeout")

Turn = Callable[[str], AbstractContextManager[object]]
"""Waits until a host may be asked, and holds it while it is."""


class _StoppedError(Exception):
    """Nothing more is asked of this address: ``sight`` is what came of it."""

    def __init__(self, sight: Sight) -> None:
        super().__init__(sight.reason)
        self.sight = sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How an address is asked; ``turn`` is taken for each request."""

    limits: Limits
    turn: Turn
    resolver: Resolver = resolve

    def sight(self, address: str) -> Sight:
        """What is seen at an address; never raises for what a server or a network does."""
        until = time.monotonic() + self.limits.patience
        seen = self._try(address)
        for _ in range(self.limits.tries - 1):
            if seen.reason not in _WORTH_ANOTHER_TRY or time.monotonic() > until:
                break
            seen = self._try(address)
        return seen

    def _try(self, address: str) -> Sight:
        try:
            return self._followed(address)
        except _StoppedError as stopped:
            return stopped.sight

    def _followed(self, address: str) -> Sight:
        method, current, hops = "HEAD", address, 0
        while True:
            answer = self._ask(method, current, is_first=not hops)
            if answer.status in _REDIRECTS and answer.location:
                hops += 1
                current = _next(current, answer.location)
                if hops > self.limits.hops:
                    raise _stopped("too_many", final=current)
            elif method == "HEAD" and _needs_page(answer):
                method = "GET"
            else:
                return _judged(address, current, answer)

    def _ask(self, method: str, address: str, *, is_first: bool) -> Answer:
        host = urlsplit(address).hostname or ""
        # What fails after a redirect says nothing about the host that was asked for.
        end = "" if is_first else address
        with self.turn(host):
            machines = self._machines(host, end)
            if not self.limits.allows_private and is_private(machines):
                if is_first:
                    raise _StoppedError(Sight(group="refused", reason="private"))
                raise _stopped("private_redirect", final=end)
            try:
                return request(method, address, machines[0], self.limits)
            except requests.exceptions.SSLError as cause:
                raise _stopped("tls", final=end) from cause
            except (requests.Timeout, urllib3.exceptions.TimeoutError) as cause:
                raise _stopped("timeout", final=end) from cause
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as cause:
                raise _stopped("connection", final=end) from cause

    def _machines(self, host: str, end: str) -> tuple[str, ...]:
        try:
            machines = self.resolver(host)
        except (OSError, UnicodeError) as cause:
            raise _stopped("dns", final=end) from cause
        if not machines:
            raise _stopped("dns", final=end)
        return machines


def _needs_page(answer: Answer) -> bool:
    """True when only the page itself tells: it may say in words that it is not there.

    Servers that know no HEAD answer with all sorts of errors; too often is too often.
    """
    if answer.status == _TOO_OFTEN:
        return False
    return answer.status >= _BAD or answer.is_page


def _next(current: str, location: str) -> str:
    """The address that a redirect leads to; stops where it is no safe one."""
    try:
        target = urljoin(current, location)
        host = link_host(target)
    except ValueError:
        host, target = None, ""
    if host is None:
        raise _stopped("bad_redirect")
    return target


def _judged(address: str, final: str, answer: Answer) -> Sight:
    seen = replace(_by_status(answer), status=answer.status, title=answer.title)
    place, end = _place(address), _place(final)
    if place == end:
        return seen
    seen = replace(seen, final=final)
    if seen.group != "fine":
        return seen
    if not end[1] and place[1]:
        return replace(seen, group="gone", reason="home_page")
    return replace(seen, group="moved", reason="moved")


def _by_status(answer: Answer) -> Sight:
    if answer.status in _MISSING:
        return Sight(group="gone", reason="missing")
    if answer.status in _BLOCKING:
        return Sight(group="blocked", reason="blocked")
    if answer.status >= _SERVER:
        return Sight(group="unreachable", reason="server")
    if not _GOOD <= answer.status < _REDIRECTING:
        return Sight(group="blocked", reason="odd_status")
    title = fold(answer.title)
    if any(word in title for word in missing_page_words()):
        return Sight(group="gone", reason="missing_title")
    return Sight(group="fine", reason="fine")


def _place(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return parts.hostname or "", parts.path.rstrip("/") + query


def _stopped(reason: Reason, *, final: str = "") -> _StoppedError:
    return _StoppedError(Sight(group="unreachable", reason=reason, final=final))
