"""How the text of one cell is taken apart into lines and words."""

from __future__ import annotations

import re

_WORD_SEPARATOR = re.compile(r"[\u3001,\uff0c;\uff1b|\n]")


def split_lines(text: str) -> tuple[str, ...]:
    """The non-blank lines, trimmed."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def split_words(text: str) -> tuple[str, ...]:
    """The non-blank words between commas, semicolons and line breaks, each once, in order."""
    words = (word.strip() for word in _WORD_SEPARATOR.split(text))
    return tuple(dict.fromkeys(word for word in words if word))
