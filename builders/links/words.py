"""The words for the check of links."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from registry.fields import fold, split_lines
from registry.locale import Language


@cache
def load_words(language: Language = "zh_CN") -> Mapping[str, Mapping[str, str]]:
    """The texts by section and key; the file is part of the package."""
    path = resources.files("builders").joinpath(f"locales/links_{language}.toml")
    return tomllib.loads(path.read_text("utf-8"))


def tell(section: str, key: str, /, **values: object) -> str:
    """A text with its blanks filled; an unknown key is our defect."""
    return load_words()[section][key].format(**values)


@cache
def missing_page_words() -> tuple[str, ...]:
    """What stands in the title of a page that says it is not there, folded for comparing."""
    return tuple(fold(word) for word in split_lines(load_words()["page"]["missing"]))
