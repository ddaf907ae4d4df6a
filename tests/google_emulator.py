"""Google's two interfaces as far as we use them, on loopback: real HTTP and really signed tokens.

It is our reading of the documentation, not Google: it proves the client's side only.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from google.auth import jwt

from registry.snapshot import Snapshot
from tests.google_changes import MalformedError, apply
from tests.google_tabs import Tab, Value, number_value, text_value

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde"
ADDRESS = f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0"
EMAIL = "reader@jieyou-sample.example"
_SHEETS, _DRIVE = f"/v4/spreadsheets/{ID}", f"/drive/v3/files/{ID}"

__all__ = ["Tab", "Value", "number_value", "text_value"]

Fault = Callable[[BaseHTTPRequestHandler], None]
"""Answers a request in place of the emulator."""


def tabs_of(snapshot: Snapshot) -> list[Tab]:
    """The tabs of a sheet, every cell typed as text."""
    tabs = []
    for number, table in enumerate(snapshot.tables):
        rows: list[list[Value]] = [[] for _ in range(table.header_row - 1)]
        rows.append([text_value(header) for header in table.headers])
        for row in table.rows:
            rows += [[] for _ in range(row.number - 1 - len(rows))]
            rows.append([text_value(cell.text) for cell in row.cells])
        tabs.append(Tab(title=table.title, rows=rows, number=number * 7))
    return tabs


class Emulator:
    """One spreadsheet that one account may read; what happens to requests can be changed."""

    def __init__(self, tabs: list[Tab], title: str = "救助政策资源库") -> None:
        self.tabs = tabs
        self.title = title
        self.version = 1
        self.requests: list[str] = []
        self.sizes: list[int] = []
        self.loses_next_answer = False
        self.faults: deque[Fault | None] = deque()
        self.token_faults: deque[Fault] = deque()
        self.before_each: Callable[[], None] = lambda: None
        self.between_tabs: Callable[[], None] = lambda: None
        self.is_shared = self.is_writer_shared = True
        self.tokens: list[str] = []
        self.address = ""

    def edit(self, tab: int, row: int, column: int, value: Value) -> None:
        """Change one cell; the version goes up with it, as one step."""
        cells = self.tabs[tab].rows[row]
        cells += [{} for _ in range(column + 1 - len(cells))]
        cells[column] = value
        self.version += 1

    def _sheet(self) -> Value:
        """The spreadsheet, tab after tab: what changes meanwhile tears it apart."""
        sheets = []
        for index, tab in enumerate(self.tabs):
            self.between_tabs()
            sheets.append(tab.to_json(index))
        return {"properties": {"title": self.title}, "sheets": sheets}

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Answer one request to the interfaces."""
        path = urlsplit(handler.path).path
        if handler.headers.get("Authorization", "") not in {f"Bearer {t}" for t in self.tokens}:
            refuse(401, "UNAUTHENTICATED")(handler)
        elif not self.is_shared:
            refuse(403, "PERMISSION_DENIED")(handler)
        elif path == _DRIVE:
            send(handler, 200, {"version": str(self.version)})
        elif path == f"{_SHEETS}:batchUpdate" and not self.is_writer_shared:
            refuse(403, "PERMISSION_DENIED")(handler)
        elif path == f"{_SHEETS}:batchUpdate":
            self.sizes.append(len(body))
            try:
                self.update(json.loads(body)["requests"])
            except MalformedError as error:
                refuse(400, str(error))(handler)
            else:
                answer = drop if self.loses_next_answer else partial(send, status=200, data={})
                self.loses_next_answer = False
                answer(handler)
        elif path == _SHEETS:
            send(handler, 200, self._sheet())
        else:
            refuse(404, "NOT_FOUND")(handler)

    def update(self, requests: list[dict[str, Value]]) -> None:
        """Apply changes as ``batchUpdate`` does: as one step, or not at all."""
        tabs = deepcopy(self.tabs)
        for request in requests:
            apply(tabs, request)
        self.tabs = tabs
        self.version += 1

    def sign_in(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Give a token for an assertion that the account really signed."""
        if self.token_faults:
            self.token_faults.popleft()(handler)
            return
        (assertion,) = parse_qs(body.decode())["assertion"]
        claims = jwt.decode(  # type: ignore[no-untyped-call]  # the library has no types
            assertion,
            certs={_KEY_ID: _certificate()},
            audience="https://oauth2.googleapis.com/token",
        )
        assert claims["iss"] == EMAIL
        assert "spreadsheets.readonly" in claims["scope"] or "spreadsheets" in claims["scope"]
        token = f"token-{len(self.tokens)}"
        self.tokens.append(token)
        send(handler, 200, {"access_token": token, "expires_in": 3600, "token_type": "Bearer"})


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up in time is what some tests are about; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came


@contextmanager
def serving(emulator: Emulator) -> Iterator[Emulator]:
    """The emulator on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            path = urlsplit(self.path).path
            emulator.requests.append(f"{self.command} {path}")
            if path == "/token":
                emulator.sign_in(self, body)
                return
            emulator.before_each()
            fault = emulator.faults.popleft() if emulator.faults else None
            if fault is None:
                emulator.answer(self, body)
            else:
                fault(self)

        do_GET = do_POST = handle_one  # noqa: N815  # as the server looks for them

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    emulator.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield emulator
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, status: int, data: Mapping[str, object] | str) -> None:
    """Answer with JSON, or with a page where it is a text."""
    is_page = isinstance(data, str)
    content = data.encode() if isinstance(data, str) else json.dumps(data).encode()
    handler.send_response(status)
    kind = "text/html" if is_page else "application/json; charset=UTF-8"
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def refuse(status: int, reason: str, retry_after: str = "") -> Fault:
    """Answer with an error as Google words it."""

    def fault(handler: BaseHTTPRequestHandler) -> None:
        error = {
            "code": status,
            "message": reason,
            "status": reason,
            "errors": [{"reason": reason, "domain": "usageLimits"}],
        }
        content = json.dumps({"error": error}).encode()
        handler.send_response(status)
        if retry_after:
            handler.send_header("Retry-After", retry_after)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return fault


def page(status: int) -> Fault:
    """Answer with a page, as a gateway in between does."""
    return lambda handler: send(handler, status, "<html><h1>Bad Gateway</h1></html>")


def drop(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.close()


def cut(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"version"')
    handler.close_connection = True


def hang(seconds: float) -> Fault:
    """Say nothing for so long."""

    def fault(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return fault


_KEY_ID = "sample-key"


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def _certificate() -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sample")])
    now = datetime.now(tz=UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    built = built.public_key(_key().public_key()).serial_number(1)
    built = built.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    return built.sign(_key(), hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def write_key(folder: Path, address: str) -> Path:
    """A key file as Google's console gives it out, for the emulator at that address."""
    private = _key().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    info = {
        "type": "service_account",
        "project_id": "jieyou-sample",
        "private_key_id": _KEY_ID,
        "private_key": private.decode(),
        "client_email": EMAIL,
        "client_id": "1",
        "token_uri": f"{address}/token",
    }
    path = folder / "key.json"
    path.write_text(json.dumps(info), encoding="utf-8")
    return path
