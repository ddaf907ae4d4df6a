"""All addresses asked: a few at once, each host by one at a time, and not longer than told."""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

from builders.links.hosts import Resolver, resolve
from builders.links.limits import Limits
from builders.links.sight import TIMED_OUT, UNASKED, Asking, Sight

Progress = Callable[[str, int, int], None]
"""Told a name, how many are done, and of how many."""

_LONGEST_WAIT = 0.25
_AWAY = ("dns", "timeout", "connection")
_ENOUGH = 2
"""So often in a row a host is away before the rest of its addresses is not asked any more."""


def asked(
    addresses: Iterable[str], limits: Limits, progress: Progress, resolver: Resolver = resolve
) -> dict[str, Sight]:
    """What is seen at each address, those included that the budget left no time for."""
    return _Round(tuple(dict.fromkeys(addresses)), limits, progress, resolver).sights()


class _Turns:
    """One request at a time for each host, and a pause after it; redirects stand in line too."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._one_at_a_time = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._free_from: dict[str, float] = {}

    @contextmanager
    def __call__(self, host: str) -> Iterator[None]:
        with self._one_at_a_time:
            lock = self._hosts.setdefault(host, threading.Lock())
        with lock:
            time.sleep(max(0.0, self._free_from.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._free_from[host] = time.monotonic() + self._pause


class _Round:
    """One run through all addresses.

    Each is asked in a thread of its own that nothing waits for: a name that is looked up, or a
    server that sends one sign at a time, may hold a thread for longer than anyone has patience.
    """

    def __init__(
        self, addresses: tuple[str, ...], limits: Limits, progress: Progress, resolver: Resolver
    ) -> None:
        self._limits = limits
        self._progress = progress
        self._asking = Asking(limits=limits, turn=_Turns(limits.pause), resolver=resolver)
        self._addresses = addresses
        self._waiting = _by_host(addresses)
        self._running: dict[str, float] = {}
        self._answers: queue.SimpleQueue[tuple[str, Sight | BaseException]] = queue.SimpleQueue()
        self._sights: dict[str, Sight] = {}
        self._away: Counter[str] = Counter()

    def sights(self) -> dict[str, Sight]:
        until = time.monotonic() + self._limits.budget
        while len(self._sights) < len(self._addresses) and time.monotonic() < until:
            self._start()
            self._take(until)
            self._give_up()
        return {address: self._sights.get(address, UNASKED) for address in self._addresses}

    def _start(self) -> None:
        """Start as many as may run, of hosts that none runs for; the host takes its turn again."""
        busy = {_host(address) for address in self._running}
        for host in list(self._waiting):
            if len(self._running) >= self._limits.at_once:
                return
            if host in busy:
                continue
            line = self._waiting.pop(host)
            address = line.popleft()
            if line:
                self._waiting[host] = line
            self._running[address] = time.monotonic() + self._limits.patience
            threading.Thread(target=self._ask, args=(address,), daemon=True).start()

    def _ask(self, address: str) -> None:
        try:
            self._answers.put((address, self._asking.sight(address)))
        except BaseException as defect:  # told by the thread that waits for it
            self._answers.put((address, defect))

    def _take(self, until: float) -> None:
        try:
            wait = min(_LONGEST_WAIT, max(0.0, until - time.monotonic()))
            address, answer = self._answers.get(timeout=wait)
        except queue.Empty:
            return
        if isinstance(answer, BaseException):
            raise answer
        if self._running.pop(address, None) is not None:
            is_away = answer.reason in _AWAY and not answer.final
            self._away[_host(address)] = self._away[_host(address)] + 1 if is_away else 0
            self._seen(address, answer)

    def _give_up(self) -> None:
        now = time.monotonic()
        for address in [one for one, until in self._running.items() if until < now]:
            del self._running[address]
            self._away[_host(address)] = _ENOUGH
            self._seen(address, TIMED_OUT)

    def _seen(self, address: str, sight: Sight) -> None:
        self._sights[address] = sight
        if self._away[_host(address)] >= _ENOUGH:
            rest = self._waiting.pop(_host(address), ())
            self._sights |= dict.fromkeys(rest, replace(sight, status=None))
        self._progress("asked", len(self._sights), len(self._addresses))


def _by_host(addresses: Iterable[str]) -> dict[str, deque[str]]:
    lines: dict[str, deque[str]] = {}
    for address in addresses:
        lines.setdefault(_host(address), deque()).append(address)
    return lines


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""
