"""The lists as one web page: to read and tick on a phone, and to print without any program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from builders.editions import ListStamp
from builders.station.contacts import place_cells
from builders.station.links import code_image
from builders.station.model import Checklist
from builders.station.words import Words
from registry.views.station import StationView

_NOT_PLAIN = re.compile(r"[^0-9A-Za-z]")
_PHONE = re.compile(r"(?<![\d-])(?:0\d{2,3}-\d{4} ?\d{3,4}|1\d{10}|1\d{4}|1[12]\d)(?![\d-])")
_PHONES = frozenset({"phone", "liaison_phone", "office_phone", "mobile"})


def make_page(
    view: StationView, stamp: ListStamp, lists: Iterable[Checklist], words: Words
) -> bytes:
    """The page with the station and the lists; it needs no other file and no network."""
    text = (
        _templates()
        .get_template("page.html.j2")
        .render(
            words=words,
            station=view.place.public.name,
            street=view.settings.street_name,
            place=place_cells(view, words),
            hotlines=view.settings.hotlines,
            notice=view.settings.sample_notice,
            lists=tuple(lists),
            stamp=stamp,
        )
    )
    return text.encode()


def css_text(text: str) -> Markup:
    """The text as a quoted CSS string, safe inside a style element."""
    escaped = _NOT_PLAIN.sub(lambda match: f"\\{ord(match.group()):06x}", text)
    return Markup('"{}"').format(Markup(escaped))  # noqa: S704 - only letters, digits, backslashes


def paragraphs(cells: Mapping[str, str], key: str) -> list[str]:
    """The lines of a cell; none where the cell is blank."""
    return [line for line in cells.get(key, "").split("\n") if line.strip()]


def dialled(text: str) -> Markup:
    """The text with each telephone number as a link that a phone can dial."""
    parts, end = [], 0
    for match in _PHONE.finditer(text):
        number = re.sub(r"\D", "", match.group())
        link = Markup('<a href="tel:{}">{}</a>').format(number, match.group())
        parts += [escape(text[end : match.start()]), link]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def drawn_code(address: str) -> Markup:
    """The QR code of an address as an element of the page."""
    return Markup(code_image(address))  # noqa: S704 - drawn by the encoder, holds no text


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("builders", "templates/station"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(css_text=css_text)
    templates.globals.update(
        paragraphs=paragraphs, drawn_code=drawn_code, dialled=dialled, phones=_PHONES
    )
    return templates
