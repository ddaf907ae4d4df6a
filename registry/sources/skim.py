"""Long lists of plain elements, read by pattern; whatever is not plain goes to the XML parser.

Most of a workbook are rows and texts in one strict form. Told element by element they cost three
times as much. The parser gets the same document without what was taken: it still refuses what is
no XML, and what it is told stays in order.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

from registry.sources.package import MAX_TOKEN_BYTES, Package, refuse_long_tag

TEXT = "[^<&\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]*"
"""Text without markup, references and signs that XML does not allow."""

_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([^"']*)""")
_UTF8 = (b"utf-8", b"utf8")
_LONGEST_OPENING = 10_000


class Target(Protocol):
    """Who takes what is plain, between an opening tag and what follows the last whole element."""

    opening: re.Pattern[str]
    closing: str

    def is_ready(self) -> bool:
        """True when the parser stands inside the list and outside of its elements."""

    def take(self, block: str) -> Iterator[str]:
        """Use up a block that ends with ``closing``; the pieces that are not plain come out."""


def skim(package: Package, part: str, parser: expat.XMLParserType, target: Target) -> None:
    """Read that part; raises what ``Package.parse`` raises."""
    with package.reading(part) as chunks:
        first = next(chunks, b"")
        feed = _Feed(parser)
        if _is_plain(first):
            _skim(feed, _decoded(first, chunks), target)
        else:
            feed.bytes(first)
            for chunk in chunks:
                feed.bytes(chunk)
        parser.Parse(b"", True)


class _Feed:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._fed = 0

    def bytes(self, data: bytes) -> None:
        self._parser.Parse(data, False)
        self._fed += len(data)
        refuse_long_tag(self._parser, self._fed)

    def text(self, text: str) -> None:
        if text:
            self.bytes(text.encode())


def _is_plain(first: bytes) -> bool:
    found = _ENCODING.match(first.removeprefix(codecs.BOM_UTF8))
    is_utf8 = found is None or found[1].lower() in _UTF8
    return is_utf8 and not first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _decoded(first: bytes, chunks: Iterator[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    yield decoder.decode(first)
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _skim(feed: _Feed, texts: Iterator[str], target: Target) -> None:
    rest = _opened(feed, texts, target)
    # Comments, sections and instructions may hold what looks like an element and is none.
    while target.is_ready() and not ("<!" in rest or "<?" in rest):
        end = rest.rfind(target.closing) + len(target.closing)
        if end >= len(target.closing):
            for piece in target.take(rest[:end]):
                feed.text(piece)
            rest = rest[end:]
        elif len(rest) > MAX_TOKEN_BYTES:
            break
        more = next(texts, None)
        if more is None:
            break
        rest += more
    feed.text(rest)
    for text in texts:
        feed.text(text)


def _opened(feed: _Feed, texts: Iterator[str], target: Target) -> str:
    """Feed everything up to the opening tag; what follows it is the answer."""
    rest = ""
    for text in texts:
        rest += text
        found = target.opening.search(rest)
        if found is not None:
            feed.text(rest[: found.end()])
            return rest[found.end() :]
        if len(rest) > _LONGEST_OPENING:
            feed.text(rest[:-_LONGEST_OPENING])
            rest = rest[-_LONGEST_OPENING:]
    return rest
