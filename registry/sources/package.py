"""The zip of XML parts that a workbook is, read within limits and without trust."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Protocol
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from registry.sources.errors import DamagedError, UnsafeError

MAX_PARTS = 10_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_TAGS = 20_000_000
MAX_DEPTH = 1000
MAX_TOKEN_BYTES = 4_000_000

_CHUNK_BYTES = 1 << 18
_ENCRYPTED = 0x1
_LOW_LEVEL = (
    BadZipFile,
    EOFError,
    LookupError,  # an encoding that expat does not know
    NotImplementedError,  # a zip feature that zipfile does not know
    OSError,  # the bytes are in memory: a place outside of them
    ValueError,
    expat.ExpatError,
    struct.error,
    zlib.error,
)


class Handler(Protocol):
    """What a reader of one part wants to know; element names come without their namespace."""

    @property
    def starts(self) -> Mapping[str, Callable[[dict[str, str]], None]]:
        """What to do where an element of that name begins, given its attributes."""

    @property
    def ends(self) -> Mapping[str, Callable[[], None]]:
        """What to do where an element of that name ends."""

    def text(self, data: str) -> None:
        """A piece of text inside the element that began last."""


class Package:
    """The parts of one workbook."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(io.BytesIO(content))
        except _LOW_LEVEL as cause:
            raise DamagedError("zip") from cause
        found = self._zip.infolist()
        if len(found) > MAX_PARTS:
            raise UnsafeError("parts")
        self._parts = {_folded(info.filename): info for info in found}
        if len(self._parts) < len(found):
            raise DamagedError("one part twice")
        self._unpacked_bytes = 0
        self._tags = 0

    def has(self, part: str) -> bool:
        """True when there is such a part."""
        return _folded(part) in self._parts

    def parse(self, part: str, handler: Handler) -> None:
        """Tell the handler everything in that part.

        Raises ``DamagedError`` where it is missing or broken, ``UnsafeError`` where it declares
        a document type or goes past a limit.
        """
        parser = _parser(handler)
        fed = 0
        with self.reading(part) as chunks:
            for chunk in chunks:
                parser.Parse(chunk, False)
                fed += len(chunk)
                refuse_long_tag(parser, fed)
            parser.Parse(b"", True)

    @contextmanager
    def reading(self, part: str) -> Iterator[Iterator[bytes]]:
        """The bytes of that part in pieces; refuses within the block what ``parse`` refuses."""
        info = self._parts.get(_folded(part))
        if info is None:
            raise DamagedError(f"no {part}")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise DamagedError(f"cannot unpack {part}")
        try:
            with self._zip.open(info) as stream:
                yield self._chunks(stream)
        except _LOW_LEVEL as cause:
            raise DamagedError(part) from cause

    def _chunks(self, stream: IO[bytes]) -> Iterator[bytes]:
        while chunk := stream.read(_CHUNK_BYTES):
            self._unpacked_bytes += len(chunk)
            if self._unpacked_bytes > MAX_UNPACKED_BYTES:
                raise UnsafeError("unpacked bytes")
            self._tags += chunk.count(b"<")
            if self._tags > MAX_TAGS:
                raise UnsafeError("tags")
            yield chunk


def refuse_long_tag(parser: expat.XMLParserType, fed: int) -> None:
    """Raises ``UnsafeError`` for a huge unfinished tag: expat reads it again with each chunk."""
    if fed - parser.CurrentByteIndex > MAX_TOKEN_BYTES:
        raise UnsafeError("one tag")


def refuse_depth(depth: int) -> None:
    """Raises ``UnsafeError`` for elements inside elements without end: each one takes memory."""
    if depth > MAX_DEPTH:
        raise UnsafeError("depth")


def new_parser(namespace_separator: str | None = None) -> expat.XMLParserType:
    """A parser that refuses document types; without a separator names keep their prefix."""
    parser = expat.ParserCreate(namespace_separator=namespace_separator)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _parser(handler: Handler) -> expat.XMLParserType:
    parser = new_parser(" ")
    starts, ends = handler.starts, handler.ends
    # One look-up for each element: names with their namespace are met again and again.
    known_starts: dict[str, Callable[[dict[str, str]], None] | None] = {}
    known_ends: dict[str, Callable[[], None] | None] = {}

    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        refuse_depth(depth)
        if name not in known_starts:
            known_starts[name] = starts.get(name.rpartition(" ")[2])
        if action := known_starts[name]:
            action(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if name not in known_ends:
            known_ends[name] = ends.get(name.rpartition(" ")[2])
        if action := known_ends[name]:
            action()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    return parser


def _refuse_doctype(*_: object) -> None:
    raise UnsafeError("document type")


def _folded(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").casefold()
