"""Text files as texts: tags and their values taken apart, escapes of every kind undone."""

from __future__ import annotations

import binascii
import html
import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

Kind = Literal["words", "values", "markup", "bytes"]
"""``words`` are for people, ``values`` those of attributes (a short number there is a measure),
``markup`` is for programs (no number in it says anything), ``bytes`` are no text at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Texts of one file that do not belong together."""

    kind: Kind
    parts: tuple[str, ...]


_TAG = re.compile("<[^<>]*>")
_INLINE_TAG = re.compile(
    "</?(?:a|abbr|b|bdi|bdo|br|code|em|font|i|mark|ruby|s|small|span|strong|sub|sup|time|u|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"(?=<(?:div|h[1-6]|li|p|section|tr)(?:\s[^<>]*)?>)", re.IGNORECASE)
"""Where such a tag opens. No text goes on from before it: texts end at every tag but an inline one,
and what is read as a value or an address holds no bracket."""

_VALUE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHAPES = frozenset({"d", "points", "transform", "viewbox"})
"""Attributes that hold coordinates."""

_SHARED_STRING = re.compile(r'(<c [^<>]*\bt="s"[^<>]*>\s*<v>)[0-9]+(?=</v>)')
_STRING = re.compile(r""""((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'""")
_CODE = (".css", ".js", ".json", ".map")
_DATA = re.compile(r"data:[^,\"'\s<>]*;base64,([A-Za-z0-9+/_%=-]+)", re.IGNORECASE)
_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\[\"\\/nrt]")
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{4,6})\s?")
_TOO_LONG = re.compile("&#[0-9]{9,}|&#[xX][0-9A-Fa-f]{9,}")
"""References to no sign: longer than any number of one."""
_ARCHIVE_END = b"PK\x05\x06"
"""Stands in every archive; what is one as a whole is none in parts."""

_PERCENT = re.compile("%[0-9A-Fa-f]{2}")
_ROUNDS = 3


def decode(data: bytes) -> str | None:
    """The text of these bytes; ``None`` where they are none."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _is_by_line(name: str) -> bool:
    """True for data and programs: what each line of them says, it says by itself."""
    return name.lower().endswith(_CODE)


def new_parts(name: str, data: bytes, before: bytes) -> bytes:
    """What a text file says that the one before it did not; all where it cannot be taken apart.

    Of markup it is the blocks, of data and programs the lines that the other did not have.
    """
    new, old = decode(data), decode(before)
    if new is None or old is None or _ARCHIVE_END in data:
        return data
    if _is_markup(new) and _is_markup(old):
        return _unknown(_BLOCK.split(new), _BLOCK.split(old), "").encode()
    if not _is_by_line(name):
        return data
    fresh = _unknown(new.split("\n"), old.split("\n"), "\n")
    # What begins like another kind of file is read as one.
    texts = (text.lstrip().lstrip("\ufeff").lstrip() for text in (old, new, fresh))
    is_plain = not any(text.startswith(("<", "%PDF")) for text in texts)
    return fresh.encode() if is_plain else data


def _unknown(parts: Iterable[str], known: Iterable[str], between: str) -> str:
    known = set(known)
    return between.join(part for part in parts if part not in known)


def _is_markup(text: str) -> bool:
    return text.lstrip()[:1] == "<"


def embedded(text: str) -> Iterator[bytes]:
    """The files that stand in addresses of the text, in Base64."""
    for coded in _DATA.findall(text):
        letters = unquote(coded).replace("-", "+").replace("_", "/").rstrip("=")
        try:
            yield b64decode(letters + "=" * (-len(letters) % 4))
        except (binascii.Error, ValueError):
            continue


def texts_in(name: str, text: str) -> Iterator[Text]:
    """What a text file says; its embedded files are not looked into."""
    text = _DATA.sub("data:", text)
    if _is_markup(text):
        yield from _markup(text)
    elif _is_by_line(name):
        strings = (one or other for one, other in _STRING.findall(text))
        yield _text("words", strings)
        yield _text("markup", text.split("\n"))
    else:
        yield _text("words", text.split("\n"))


def _markup(text: str) -> Iterator[Text]:
    text = _SHARED_STRING.sub(r"\1", text)
    tags = dict.fromkeys(_TAG.findall(text))
    found = (value for tag in tags for value in _VALUE.findall(tag))
    yield _text("values", (one or two for name, one, two in found if name.lower() not in _SHAPES))
    words = dict.fromkeys(_TAG.split(text))
    words |= dict.fromkeys(_TAG.split(_INLINE_TAG.sub("", text)))
    yield _text("words", words)
    yield _text("markup", tags)


def _text(kind: Kind, parts: Iterable[str]) -> Text:
    known: dict[str, None] = {}
    for part in parts:
        if part and not part.isspace():
            known.update(dict.fromkeys(_forms(part)))
    return Text(kind=kind, parts=tuple(known))


def words(*parts: str) -> Text:
    """Words that stand somewhere else than in a text file, such as the name of a file."""
    return _text("words", parts)


def _forms(part: str) -> Iterator[str]:
    """The text as it stands, and what it says once its escapes are undone, one in another too."""
    yield part
    for _ in range(_ROUNDS):
        plain = _undone(part)
        if plain == part:
            return
        part = plain
        yield part


def _undone(part: str) -> str:
    if "&" in part:
        part = html.unescape(_TOO_LONG.sub(" ", part))
    if "%" in part and _PERCENT.search(part):
        part = unquote(part)
    if "\\" in part:
        part = _ESCAPE.sub(_unescaped, part)
        part = _CSS_ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), part)
    return part


def _unescaped(match: re.Match[str]) -> str:
    return str(json.loads(f'"{match[0]}"'))
