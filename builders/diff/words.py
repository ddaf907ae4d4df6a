"""The words in which differences are told."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from builders.station.words import load_words as load_pack_words
from registry.differences import Difference
from registry.locale import Language, Locale, load_locale

_TABS_OF = {"hints": "policies"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Phrases by dotted key, and what tabs, columns and lists are called."""

    texts: dict[str, str]
    locale: Locale

    def say(self, key: str, /, **values: object) -> str:
        """The phrase of that key with its blanks filled."""
        return self.texts[key].format(**values)

    def join(self, items: Iterable[str]) -> str:
        """Several words as one enumeration."""
        return self.texts["list.separator"].join(items)

    def tab(self, one: Difference) -> str:
        """The title of the row's tab."""
        return self.locale.tabs.get(_TABS_OF.get(one.tab, one.tab), one.tab)

    def header(self, one: Difference) -> str:
        """What stands above the column; its key where no tab of today has it."""
        headers = self.locale.headers.get(_TABS_OF.get(one.tab, one.tab), {})
        return headers.get(one.field, (one.field,))[0]

    def lists(self, names: Iterable[str]) -> str:
        """Lists by their titles."""
        words = load_pack_words()
        return self.join(words.say("title", name) for name in names)


@cache
def load_phrases(language: Language = "zh_CN") -> Phrases:
    """The phrases in that language; the file is part of the package."""
    path = resources.files("builders").joinpath(f"locales/diff_{language}.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    texts = {f"{group}.{key}": text for group, words in data.items() for key, text in words.items()}
    return Phrases(texts=texts, locale=load_locale(language))
