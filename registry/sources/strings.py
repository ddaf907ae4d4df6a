"""The texts of a workbook: those that its cells share, and the escapes inside of texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers.expat import XMLParserType

from registry.snapshot import BLANK, Cell
from registry.sources.canonical import clean_text
from registry.sources.grid import Budget
from registry.sources.package import Package, new_parser, refuse_depth
from registry.sources.skim import TEXT, skim

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_PLAIN = re.compile(
    rf'<si><t(?: xml:space="preserve")?>({TEXT})</t></si>|<si><t ?/></si>|(.+)', re.DOTALL
)


def decode_escapes(text: str) -> str:
    """The text with the ``_x000D_`` escapes of the file format replaced by what they mean."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def clean_title(text: str) -> str:
    """The title of a sheet as it is seen."""
    return clean_text(decode_escapes(text))


def read_strings(package: Package, part: str, budget: Budget) -> list[Cell]:
    """The shared texts in the order of their numbers, without how they are spoken."""
    parser = new_parser()
    reader = _StringsReader(parser, budget)
    skim(package, part, parser, reader)
    return reader.strings


class _StringsReader:
    opening = re.compile(r'<sst(?: [\w:.]+="[^"<>&]*")*>')
    closing = "</si>"

    def __init__(self, parser: XMLParserType, budget: Budget) -> None:
        self._budget = budget
        self._depth = 0
        self.strings: list[Cell] = []
        self._is_open = self._in_item = self._phonetic = False
        self._pieces: list[str] = []
        self._texts: list[str] = []
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append

    def is_ready(self) -> bool:
        return self._is_open and not self._in_item

    def take(self, block: str) -> Iterator[str]:
        self._budget.spend_text(len(block))
        found = _PLAIN.findall(block)
        if found[-1][-1] or not self.is_ready():
            yield block
        else:
            self.strings += [_cell(text) for text, _ in found]

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._depth += 1
        refuse_depth(self._depth)
        match name.rpartition(":")[2]:
            case "t":
                self._pieces.clear()
            case "si":
                self._in_item = True
                self._texts.clear()
            case "rPh":
                self._phonetic = True
            case "sst":
                self._is_open = True

    def _end(self, name: str) -> None:
        self._depth -= 1
        match name.rpartition(":")[2]:
            case "t":
                if not self._phonetic:
                    self._texts += self._pieces
            case "si":
                self._in_item = False
                text = "".join(self._texts)
                self._budget.spend_text(len(text))
                self.strings.append(_cell(text))
            case "rPh":
                self._phonetic = False
            case "sst":
                self._is_open = False


def _cell(raw: str) -> Cell:
    text = clean_text(decode_escapes(raw))
    return Cell(text) if text else BLANK
