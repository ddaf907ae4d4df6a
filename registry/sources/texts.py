"""Bytes as text, in the encodings that office programs write."""

from __future__ import annotations

import codecs

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode_text(data: bytes) -> str | None:
    """The text; nothing where it is no text or its encoding is unknown."""
    encodings = ("utf-16",) if data.startswith(UTF16_MARKS) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A text with NUL is UTF-16 without its mark, or no text at all.
        return None if "\0" in text else text
    return None
