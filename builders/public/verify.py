"""The last look at a finished site: links, anchors, headings, and no call to other hosts."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import etree

from builders.trees import MANIFEST, file_names
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
_ANCHOR = re.compile(r'\sid="([^"]*)"')
_SIMPLE = re.compile(r"[\w./-]+")
DATES = "assets/dates.js"
"""What shows on each day what is true on it."""

_FIRST_PAGE = "index.html"
_NOT_FOUND_PAGE = "404.html"
"""It is served at any address, so its links start at the root of the site."""


class _Reader:
    """What one page links to, fetches, and can be linked at."""

    def __init__(self, page: bytes) -> None:
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.anchors: Counter[str] = Counter()
        self.headings = 0
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
        for element in etree.fromstring(page, parser).iter(etree.Element):
            self._take(element.tag, element.attrib)

    def _take(self, tag: str, values: Mapping[str, str]) -> None:
        self.headings += tag == "h1"
        if "id" in values:
            self.anchors[values["id"]] += 1
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _LOADING and _LOADING[tag] in values:
            self.fetched.append(values[_LOADING[tag]])
        if tag == "link" and _LOADING_RELATIONS & set(values.get("rel", "").split()):
            self.fetched.append(values.get("href", ""))


class _Site:
    """The files of a finished site; each page is read when it is first asked for."""

    def __init__(self, folder: Path, base_url: str = "") -> None:
        self.folder = folder
        self.root = f"{urlsplit(base_url).path.rstrip('/')}/"
        self.files = set(file_names(folder))
        self._read: dict[str, _Reader] = {}
        self._anchors: dict[str, set[str]] = {}

    def page(self, name: str) -> _Reader:
        if name not in self._read:
            self._read[name] = _Reader((self.folder / name).read_bytes())
        return self._read[name]

    def anchors(self, name: str) -> set[str]:
        """What a page of ours can be linked at, without reading the rest of it."""
        if name not in self._anchors:
            self._anchors[name] = set(_ANCHOR.findall((self.folder / name).read_text("utf-8")))
        return self._anchors[name]


def verify_site(
    target: Path, kept: Collection[str] = (), before: Path | None = None, base_url: str = ""
) -> tuple[str, ...]:
    """The problems of a finished site as sentences; none when it may be published.

    ``kept`` are pages that lay in the site ``before`` with the same bytes. They were looked at
    then, and are again only where something that they may lead to has gone since. ``base_url`` is
    where the site will lie, blank while that is not known.
    """
    site = _Site(target, base_url)
    pages = [name for name in sorted(site.files) if name.endswith(".html")]
    if before is not None and kept and not _has_lost(site, _Site(before), set(kept)):
        pages = [name for name in pages if name not in kept]
    problems = [
        problem
        for name in pages
        for problem in (*_page_problems(name, site.page(name)), *_link_problems(name, site))
    ]
    for name in sorted(site.files):
        if name.endswith(".css"):
            problems += _css_problems(name, (target / name).read_text("utf-8"))
    return (*problems, *_skeleton_problems(site))


def _skeleton_problems(site: _Site) -> Iterator[str]:
    """Pages grow old by a script of the skeleton; one copied from an earlier version has none."""
    if _FIRST_PAGE not in site.files:
        return
    if not any(address.endswith(DATES) for address in site.page(_FIRST_PAGE).fetched):
        yield load_wording().say("problem.no_dates", script=DATES)


def _has_lost(site: _Site, before: _Site, kept: Collection[str]) -> bool:
    """True where a file or an anchor of the site before is not there any more."""
    if before.files - site.files - {MANIFEST}:
        return True
    changed = (name for name in before.files if name.endswith(".html") and name not in kept)
    return any(before.anchors(name) - site.anchors(name) for name in changed)


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


def _link_problems(name: str, site: _Site) -> Iterator[str]:
    say = load_wording().say
    page = site.page(name)
    for link in (*page.links, *page.fetched):
        if "/" not in name and link.removeprefix("./") in site.files and _SIMPLE.fullmatch(link):
            continue  # most links of an index lead to a page as its file is called
        address, anchor = urldefrag(link)
        if urlsplit(link).scheme or _is_outside(link):
            continue
        found = _resolve(name, unquote(address), site.root)
        if found not in site.files:
            yield say("problem.no_file", page=name, link=link)
        elif anchor and found.endswith(".html") and unquote(anchor) not in site.anchors(found):
            yield say("problem.no_anchor", page=name, link=link)


def _resolve(name: str, address: str, root: str) -> str:
    if not address:
        return name
    if name == _NOT_FOUND_PAGE:
        address = address.removeprefix(root)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
    return posixpath.join(path, "index.html") if address.endswith("/") else path


def _css_problems(name: str, text: str) -> Iterator[str]:
    for address in _CSS_ADDRESS.findall(text):
        if _is_outside(address):
            yield load_wording().say("problem.outside", page=name, link=address)


def _is_outside(address: str) -> bool:
    return bool(urlsplit(address).netloc)
