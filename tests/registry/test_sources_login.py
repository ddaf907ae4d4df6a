"""A login for a workbook on a server: to whom it is told, and to whom never."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from registry.snapshot import Snapshot
from registry.sources import SourceAddress, SourceError, open_snapshot, open_source
from tests.registry.test_sources_contract import sample, workbook

NAS = "nas.example"
LOGIN = "machine {} login bob password S3cret\n"
TOLD = "Basic " + base64.b64encode(b"bob:S3cret").decode()


class Share:
    """A share that wants a login or none, and remembers every login that it was told."""

    def __init__(self, content: bytes, port: int) -> None:
        self.content = content
        self.port = port
        self.wants_login = False
        self.moved_to = ""
        self.told: list[str] = []

    def at(self, host: str) -> str:
        return f"http://{host}:{self.port}/book.xlsx"

    def read(self, host: str) -> Snapshot:
        return open_source(SourceAddress(text=self.at(host))).snapshot()

    def refusal(self, host: str) -> str:
        with pytest.raises(SourceError) as caught:
            self.read(host)
        return caught.value.code


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return workbook(tmp_path, sample(tmp_path), "book.xlsx")


@pytest.fixture
def share(whole: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Share]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            login = self.headers.get("Authorization", "")
            running.told.append(login)
            host = self.headers["Host"].partition(":")[0]
            if running.moved_to and host != running.moved_to:
                self.send_response(302)
                self.send_header("Location", running.at(running.moved_to))
            elif running.wants_login and not login:
                self.send_response(401)
            else:
                self.send_response(200)
            self.end_headers()
            self.wfile.write(running.content)

        def log_message(self, *_: object) -> None:
            pass

    def here(_: str, port: int, *__: object, **___: object) -> list[tuple[object, ...]]:
        """Any name is this machine, so that a share elsewhere can be asked."""
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port))]

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Share(whole.read_bytes(), server.server_address[1])
    monkeypatch.setattr(socket, "getaddrinfo", here)
    monkeypatch.setenv("no_proxy", "*")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield running
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def logins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the logins of the user, which is still empty."""
    path = tmp_path / "netrc"
    path.touch(mode=0o600)
    monkeypatch.setenv("NETRC", str(path))
    return path


@pytest.mark.parametrize("host", [NAS, "192.0.2.7", "127.0.0.1.nas.example", "localhost.example"])
def test_a_login_is_not_told_where_others_can_listen(share: Share, logins: Path, host: str) -> None:
    logins.write_text(LOGIN.format(host), encoding="utf-8")
    assert share.refusal(host) == "S044"
    with pytest.raises(SourceError, match="S044"):
        open_source(SourceAddress(text=share.at(host))).revision()
    assert share.told == []


@pytest.mark.usefixtures("logins")
def test_without_a_login_anybody_may_listen(share: Share, whole: Path) -> None:
    assert share.read(NAS) == open_snapshot(whole)
    assert share.told == [""]


@pytest.mark.usefixtures("logins")
def test_a_share_that_wants_a_login_is_told_none(share: Share) -> None:
    share.wants_login = True
    assert share.refusal(NAS) == "S033"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_told_the_login(share: Share, logins: Path, whole: Path, host: str) -> None:
    share.wants_login = True
    logins.write_text(LOGIN.format(host), encoding="utf-8")
    assert share.read(host) == open_snapshot(whole)
    assert share.told == [TOLD]


def test_an_answer_that_leads_elsewhere_does_not_get_the_login_out(
    share: Share, logins: Path, whole: Path
) -> None:
    share.moved_to = NAS
    logins.write_text(LOGIN.format("127.0.0.1") + LOGIN.format(NAS), encoding="utf-8")
    assert share.refusal("127.0.0.1") == "S044"
    assert share.told == [TOLD]
    logins.write_text(LOGIN.format("127.0.0.1"), encoding="utf-8")
    assert share.read("127.0.0.1") == open_snapshot(whole)
    assert share.told == [TOLD, TOLD, ""]
