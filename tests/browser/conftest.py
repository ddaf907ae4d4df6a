"""A real Chromium at the width of a phone, and the sample street as the public sees it.

A missing browser fails the tests: nothing here skips.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import files
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

from registry.check import check
from registry.sources import open_snapshot
from registry.views.build import public_view
from registry.views.public import PublicView
from tests.ensure_chromium import find_chromium

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 23)
PHONE: Final = {"width": 390, "height": 844}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page with all that it asked for and all that went wrong in it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def listening(self) -> Iterator[Visit]:
        """Keep every request, every console error and every uncaught exception meanwhile."""

        def asked(request: Request) -> None:
            self.requests.append(request.url)

        def said(message: ConsoleMessage) -> None:
            if message.type == "error":
                self.complaints.append(message.text)

        def failed(error: Error) -> None:
            self.complaints.append(str(error))

        self.page.on("request", asked)
        self.page.on("console", said)
        self.page.on("pageerror", failed)
        yield self
        self.page.remove_listener("request", asked)
        self.page.remove_listener("console", said)
        self.page.remove_listener("pageerror", failed)


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the base
        pass


FONT_SETTINGS = """<?xml version="1.0"?>
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{fonts}</dir>
</fontconfig>
"""


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Font settings with the Chinese font that the prints use: the same glyphs on every machine."""
    path = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    (font,) = (f for f in files("manimgx-fonts-cjk") or [] if f.name.endswith(".ttc"))
    folder = Path(str(font.locate())).parent
    path.write_text(FONT_SETTINGS.format(fonts=folder), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def chromium(fonts: Path) -> Iterator[Browser]:
    path = find_chromium()
    environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env=environment)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[Page]:
    """One page for the tests of a module: opening one takes as long as loading two."""
    context = chromium.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]},
        has_touch=True,
        locale="zh-CN",
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def visit(phone: Page) -> Iterator[Visit]:
    with Visit(page=phone).listening() as visit:
        yield visit
    # What is still at work in the page must not be taken for the doing of the next test.
    phone.goto("about:blank")
    phone.context.clear_cookies()


@pytest.fixture(scope="session")
def demo_view() -> PublicView:
    return public_view(check(open_snapshot(ROOT / "registry" / "demo"), AS_OF).registry, AS_OF)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session", params=["http", "file"])
def origin(request: pytest.FixtureRequest, search_site: Path) -> Iterator[str]:
    """The address of the small site, over HTTP on loopback and straight from the disk."""
    if request.param == "file":
        yield search_site.as_uri()
    else:
        with served(search_site) as address:
            yield address
