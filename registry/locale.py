"""The words of the registry for people, read from the locale file beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Language = Literal["zh_CN"]


@dataclass(frozen=True, slots=True)
class Locale:
    """Titles, headers, choice words and message texts of one language."""

    tabs: dict[str, str]
    headers: dict[str, dict[str, tuple[str, ...]]]
    choices: dict[str, dict[str, tuple[str, ...]]]
    everywhere: tuple[str, ...]
    messages: dict[str, dict[str, str]]

    def header(self, tab: str, column: str) -> str:
        """The header that stands above a column of a tab."""
        return self.headers[tab][column][0]

    def choice(self, name: str, code: str) -> str:
        """The word of one choice; empty for an empty code."""
        return self.choices[name][code][0] if code else ""


def _words(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in table.items()}


@cache
def locale_data(language: Language = "zh_CN") -> Mapping[str, Any]:
    """The locale file of that language as it is; the file is part of the package."""
    text = resources.files("registry").joinpath(f"locales/{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def load_locale(language: Language = "zh_CN") -> Locale:
    """The locale of that language."""
    data = locale_data(language)
    return Locale(
        tabs=data["tab"],
        headers={tab: _words(columns) for tab, columns in data["column"].items()},
        choices={name: _words(words) for name, words in data["choice"].items()},
        everywhere=tuple(data["coverage"]["everywhere"]),
        messages=data.get("message", {}),
    )
