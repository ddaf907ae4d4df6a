"""The last look at a finished site: links, anchors, headings, and no call to other hosts."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from builders.wording import load_wording

_LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
    "object": "data",
    "use": "href",
    "image": "href",
}
"""The attribute through which an element makes the browser fetch something by itself."""

_LOADING_RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch"}
_CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
_NOT_FOUND_PAGE = "404.html"
"""It is served at any address, so its links start at the root of the host."""


class _Reader(HTMLParser):
    """What one page links to, fetches, and can be linked at."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.anchors: Counter[str] = Counter()
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.headings += tag == "h1"
        if "id" in values:
            self.anchors[values["id"]] += 1
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _LOADING and _LOADING[tag] in values:
            self.fetched.append(values[_LOADING[tag]])
        if tag == "link" and _LOADING_RELATIONS & set(values.get("rel", "").split()):
            self.fetched.append(values.get("href", ""))


def verify_site(target: Path) -> tuple[str, ...]:
    """The problems of a finished site as sentences; none when it may be published."""
    files = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    pages = {name: _read(target / name) for name in sorted(files) if name.endswith(".html")}
    problems = [
        problem
        for name, page in pages.items()
        for problem in (*_page_problems(name, page), *_link_problems(name, pages, files))
    ]
    for name in sorted(files):
        if name.endswith(".css"):
            problems += _css_problems(name, (target / name).read_text("utf-8"))
    return tuple(problems)


def _read(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return reader


def _page_problems(name: str, page: _Reader) -> Iterator[str]:
    say = load_wording().say
    if page.headings != 1:
        yield say("problem.headings", page=name, count=page.headings)
    for anchor, count in page.anchors.items():
        if count > 1:
            yield say("problem.double_id", page=name, anchor=anchor)
    for address in page.fetched:
        if _is_outside(address):
            yield say("problem.outside", page=name, link=address)


def _link_problems(name: str, pages: Mapping[str, _Reader], files: set[str]) -> Iterator[str]:
    say = load_wording().say
    for link in (*pages[name].links, *pages[name].fetched):
        address, anchor = urldefrag(link)
        if urlsplit(link).scheme or _is_outside(link):
            continue
        found = _resolve(name, unquote(address))
        if found not in files:
            yield say("problem.no_file", page=name, link=link)
        elif anchor and found in pages and unquote(anchor) not in pages[found].anchors:
            yield say("problem.no_anchor", page=name, link=link)


def _resolve(name: str, address: str) -> str:
    if not address:
        return name
    if name == _NOT_FOUND_PAGE:
        address = address.lstrip("/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
    return posixpath.join(path, "index.html") if address.endswith("/") else path


def _css_problems(name: str, text: str) -> Iterator[str]:
    for address in _CSS_ADDRESS.findall(text):
        if _is_outside(address):
            yield load_wording().say("problem.outside", page=name, link=address)


def _is_outside(address: str) -> bool:
    return bool(urlsplit(address).netloc)
