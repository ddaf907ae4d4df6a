"""The words of the workbook that editors fill, read from the locale file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from registry.locale import Language, locale_data
from registry.schema import Kind, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSection:
    """One section of the instructions; ``colour`` names the colour it explains, if it does."""

    heading: str
    lines: tuple[str, ...]
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookWording:
    """Texts of the workbook: the guide tab, the comments on headers, the messages on slips."""

    guide_title: str
    options_title: str
    options_heading: str
    findings_title: str
    findings_heading: str
    title: str
    tabs_heading: str
    yes: str
    no: str
    required: str
    steers: str
    choose_from: str
    word_separator: str
    cloud_heading: str
    cloud_lines: list[str]
    slip_title: str
    slip_text: str
    seen_by: Mapping[Visibility, str]
    fill: Mapping[Kind, str]
    findings: Mapping[str, str]
    tabs: Mapping[str, str]
    guide: tuple[GuideSection, ...]


@cache
def load_wording(language: Language = "zh_CN") -> WorkbookWording:
    """The texts of the workbook in that language."""
    data = dict(locale_data(language)["template"])
    sections = data.pop("guide")
    seen_by = {Visibility(key): words for key, words in data.pop("seen_by").items()}
    fill = {Kind(key): words for key, words in data.pop("fill").items()}
    guide = tuple(_section(section) for section in sections)
    return WorkbookWording(**data, seen_by=seen_by, fill=fill, guide=guide)


def _section(data: Mapping[str, str | list[str]]) -> GuideSection:
    return GuideSection(
        heading=str(data["heading"]),
        lines=tuple(data["lines"]),
        colour=str(data.get("colour", "")),
    )
