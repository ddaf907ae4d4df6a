"""What a file says, in whatever way: words, markup, metadata, archives opened, PDFs read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

from builders.gate.texts import Text, decode, embedded, texts_in, words

_DEEPEST = 5
_CHUNK = 4096
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_GZIP = b"\x1f\x8b"
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_DAMAGED = (zipfile.BadZipFile, RuntimeError, zlib.error, EOFError)
"""What a damaged file makes its reader raise; that of PDFs raises a ``RuntimeError`` of its own."""

_WORD_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


class UnreadableError(Exception):
    """A file that cannot be looked into, so that nobody knows what it says."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def texts_of(name: str, data: bytes, depth: int = 0) -> Iterator[Text]:
    """Everything that the file of that name says, its name included.

    Raises ``UnreadableError`` for one that is locked, damaged or packed too often.
    """
    try:
        yield from _texts_of(name, data, depth)
    except _DAMAGED as error:
        raise UnreadableError(name) from error


def _texts_of(name: str, data: bytes, depth: int) -> Iterator[Text]:
    yield words(name)
    if depth > _DEEPEST:
        raise UnreadableError(name)
    if data.startswith(b"%PDF"):
        yield from _pdf(name, data, depth)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        if not data.startswith(b"PK"):
            yield from _text_or_bytes(name, data, depth)
        yield from _archive(data, depth)
    elif data.startswith(_GZIP):
        yield from texts_of(name.removesuffix(".gz"), _inflated(data), depth + 1)
    elif data.startswith(_PNG):
        yield from _bytes(_without_pixels(data))
    else:
        yield from _text_or_bytes(name, data, depth)


def _text_or_bytes(name: str, data: bytes, depth: int) -> Iterator[Text]:
    text = decode(data)
    if text is None:
        yield from _bytes([data])
        return
    yield from texts_in(name, text)
    for inner in embedded(text):
        yield from texts_of("", inner, depth + 1)


def _pdf(name: str, data: bytes, depth: int) -> Iterator[Text]:
    import pypdfium2  # noqa: PLC0415  # heavy, and a site may have no PDF

    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
        titles = [mark.get_title() for mark in document.get_toc()]
        yield words(*pages, *titles, *document.get_metadata_dict().values())
        for number in range(document.count_attachments()):
            inner = document.get_attachment(number)
            yield from texts_of(inner.get_name(), bytes(inner.get_data()), depth + 1)
    for match in _XMP.findall(data):
        yield from texts_in(name, match.decode("utf-8", errors="replace"))


def _archive(data: bytes, depth: int) -> Iterator[Text]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from _bytes([archive.comment])
        for entry in archive.infolist():
            yield from _bytes([entry.comment, entry.extra])
            yield from texts_of(entry.filename, archive.read(entry), depth + 1)


def _inflated(data: bytes) -> bytes:
    """What comes out of it, up to where it is cut or damaged."""
    found = bytearray()
    with suppress(zlib.error):
        while data:
            stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            for start in range(0, len(data), _CHUNK):
                found += stream.decompress(data[start : start + _CHUNK])
                if stream.eof:
                    data = stream.unused_data + data[start + _CHUNK :]
                    break
            else:
                break
    return bytes(found)


def _without_pixels(data: bytes) -> Iterator[bytes]:
    """The chunks of a picture that hold words, inflated where they are compressed."""
    place = len(_PNG)
    while place + 8 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        place += size + 12
        if kind == b"IDAT":
            continue
        yield body
        if kind in (b"zTXt", b"iTXt"):
            yield from _inflated_words(body)
    yield data[place:]


def _inflated_words(body: bytes) -> Iterator[bytes]:
    """What stands compressed in a chunk: it begins behind one of its first zero bytes."""
    for match in re.finditer(b"\x00", body):
        for start in (match.end(), match.end() + 1):
            try:
                yield zlib.decompress(body[start:])
            except zlib.error:
                continue


def _bytes(chunks: Iterator[bytes] | list[bytes]) -> Iterator[Text]:
    """Bytes that are no text file, read as text in every encoding that a tool may have used."""
    for chunk in chunks:
        readings = [
            chunk[start:].decode(encoding, errors="replace")
            for encoding in _WORD_ENCODINGS
            for start in ((0, 1) if encoding.startswith("utf-16") else (0,))
        ]
        yield Text(kind="bytes", parts=tuple(dict.fromkeys(filter(None, readings))))
