"""The server of the preview: for this machine only, and only for what the last good site lists."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from urllib.parse import unquote

from builders.preview.board import Board, Site, State
from builders.preview.overlay import OWN, Painter, own_file

HOST = "127.0.0.1"
_EVENTS = f"{OWN}events/"
_HEARTBEAT_SECONDS = 15.0
_HTML = "text/html; charset=utf-8"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": _HTML,
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Named here, since what a machine says of these itself is not always true."""

_OWN_SITES = frozenset({"", "none", "same-origin"})


class PreviewServer(ThreadingHTTPServer):
    """Listens on the loopback only; raises ``OSError`` where the port is taken."""

    daemon_threads = True
    # Two previews on one port would take turns.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, port: int, board: Board, painter: Painter) -> None:
        self.board = board
        self.painter = painter
        self.defect: BaseException | None = None
        super().__init__((HOST, port), _Handler)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (HOST, "localhost"))

    @property
    def address(self) -> str:
        """Where a browser finds the preview."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is nothing; anything else ends the preview."""
        del request, client_address
        error = sys.exception()
        if not isinstance(error, OSError):
            self.defect = error


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    server_version = "jieyou"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        if not self._is_welcome():
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"")
            return
        path = unquote(self.path.partition("?")[0])
        if path.startswith(_EVENTS):
            self._stream(path.removeprefix(_EVENTS))
        elif path.startswith(OWN):
            self._send_own(path.removeprefix(OWN))
        else:
            self._send_page(_name_of(path))

    do_HEAD = do_GET  # noqa: N815  # named by the base

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the base
        """Say nothing: the console belongs to the problems of the sheet."""

    def _is_welcome(self) -> bool:
        """False for a name that only leads here, and for what a page of another site asks for."""
        is_ours = self.headers.get("Host", "") in self.server.hosts
        return is_ours and self.headers.get("Sec-Fetch-Site", "") in _OWN_SITES

    def _send_own(self, name: str) -> None:
        found = own_file(name)
        if found is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"")
        else:
            self._send(HTTPStatus.OK, *found)

    def _send_page(self, name: str) -> None:
        state = self.server.board.state
        content = _content(state.site, name)
        kind = _TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
        if content is None:
            page = self.server.painter.stand_in(state, name)
            self._send(HTTPStatus.NOT_FOUND, _HTML, page.encode())
        elif kind == _HTML:
            page = self.server.painter.dress(content.decode(errors="replace"), state, name)
            self._send(HTTPStatus.OK, _HTML, page.encode())
        else:
            self._send(HTTPStatus.OK, kind, content)

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self._start(status, kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _start(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "SAMEORIGIN")

    def _stream(self, name: str) -> None:
        """Each state as it comes, until the browser or the preview goes."""
        self._start(HTTPStatus.OK, "text/event-stream")
        self.end_headers()
        if self.command == "HEAD":
            return
        for state in _states(self.server.board):
            self.wfile.write(self._event(state, name) if state else b":\n\n")
            self.wfile.flush()

    def _event(self, state: State, name: str) -> bytes:
        overlay = self.server.painter.overlay(state, name)
        news = {"top": overlay.top, "bottom": overlay.bottom, "version": overlay.version}
        return f"data: {json.dumps(news)}\n\n".encode()


def _states(board: Board) -> Iterator[State | None]:
    """The state now and every later one; nothing as a sign of life while none comes."""
    state: State | None = board.state
    number = -1
    while not board.is_closed:
        if state:
            number = state.number
        yield state
        state = board.after(number, _HEARTBEAT_SECONDS)


def _name_of(path: str) -> str:
    name = path.removeprefix("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def _content(site: Site | None, name: str) -> bytes | None:
    """A file that the site lists; no other name leads to any file."""
    if site is None or name not in site.files:
        return None
    try:
        return (site.folder / name).read_bytes()
    except FileNotFoundError:
        return None
