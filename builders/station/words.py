"""The words of the pack, and the small phrases that all its lists are made of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from builders.wording import Wording, load_wording
from registry.locale import Language
from registry.views.public import PublicOrganization, PublicRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts by section and key; figures and choices come from the wording of all outputs.

    ``short`` holds headings that stand in for longer ones on paper.
    """

    texts: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, Mapping[str, str]]
    short: Mapping[str, Mapping[str, str]]
    wording: Wording

    def say(self, section: str, key: str, **values: object) -> str:
        """A text with its blanks filled; an unknown key is our defect."""
        return self.texts[section][key].format(**values)

    def known(self, text: str) -> str:
        """The text, or the word for what still has to be asked."""
        return text or self.say("value", "unknown")

    def sourced(self, text: str) -> str:
        """The source, or the word for an entry that is an example."""
        return text or self.say("mark", "unsourced")

    def day(self, value: date | None) -> str:
        """A date in ISO form, blank for none."""
        return "" if value is None else value.isoformat()

    def names(self, refs: Iterable[PublicRef]) -> str:
        """Terms by name."""
        return self.wording.names(refs)

    def references(self, refs: Iterable[PublicRef]) -> str:
        """Rows by name and id, so that they can be looked up in the other lists."""
        return self.say("value", "reference_separator").join(
            self.say("value", "reference", name=ref.name, id=ref.id) for ref in refs
        )

    def choices(self, name: str, codes: Iterable[str]) -> str:
        """The words of several choices as one enumeration."""
        return self.wording.join(self.wording.choice(name, code) for code in codes)

    def provider(self, organization: PublicOrganization | None) -> str:
        """Who provides, with the kind of organization."""
        if organization is None:
            return ""
        if organization.kind is None:
            return organization.name
        return self.say("value", "provider", name=organization.name, kind=organization.kind.name)


@cache
def load_words(language: Language = "zh_CN") -> Words:
    """The words of the pack in that language; the file is part of the package."""
    path = f"locales/station_{language}.toml"
    data = tomllib.loads(resources.files("builders").joinpath(path).read_text("utf-8"))
    labels, short = data.pop("label"), data.pop("short")
    return Words(texts=data, labels=labels, short=short, wording=load_wording(language))
