"""A server on loopback that answers by path, and remembers who asked what."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the server says at a path; ``head`` is the status for HEAD where it differs."""

    status: int = 200
    headers: Headers = field(default_factory=dict)
    body: bytes = b"<title>ok</title>"
    head: int = 0
    hangs: bool = False


@dataclass(slots=True)
class Site:
    """The paths of the server, and what was asked of it."""

    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    most_of_host: Counter[str] = field(default_factory=Counter)
    most: int = 0
    port: int = 0
    let_go: threading.Event = field(default_factory=threading.Event)
    _now: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "a.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def methods(self, path: str) -> list[str]:
        return [method for method, _, asked in self.asked if asked == path]

    def begin(self, method: str, host: str, path: str, headers: dict[str, str]) -> None:
        with self._lock:
            self.asked.append((method, host, path))
            self.headers.append(headers)
            self._now[host] += 1
            self.most_of_host[host] = max(self.most_of_host[host], self._now[host])
            self.most = max(self.most, self._now.total())

    def end(self, host: str) -> None:
        with self._lock:
            self._now[host] -= 1


def _handler(site: Site) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            site.begin(self.command, host, self.path, dict(self.headers))
            reply = site.replies.get(self.path, Reply())
            self._prepare(reply)
            # Before the answer is out: whoever has it may ask again at once.
            site.end(host)
            with suppress(ConnectionError):
                self._say(reply)

        def _prepare(self, reply: Reply) -> None:
            if reply.hangs:
                site.let_go.wait(10)
            is_head = self.command == "HEAD"
            self.send_response((is_head and reply.head) or reply.status)
            for name, value in {"Content-Type": "text/html", **reply.headers}.items():
                self.send_header(name, value)

        def _say(self, reply: Reply) -> None:
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def serving() -> Iterator[Site]:
    """A running server; whatever still hangs at the end is let go."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        site.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()
