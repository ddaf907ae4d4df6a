"""The first tab of the copy: how much was checked, and every problem with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from registry.annotated.limits import Limits
from registry.annotated.marks import shown
from registry.check import Outcome
from registry.diagnostics import Diagnostic
from registry.locale import load_locale
from registry.report import count_line, explain
from registry.schema import Kind
from registry.template.looks import Looks, text_height
from registry.template.values import fit, write_text
from registry.workbook_wording import load_wording

_A4 = 9
_HEADINGS = {
    "severity": 8,
    "tab": 12,
    "cell": 9,
    "header": 16,
    "found": 22,
    "why": 42,
    "remedy": 40,
    "suggestion": 16,
    "code": 8,
}
_WIDTHS = tuple(_HEADINGS.values())
_MOST_CELLS = 10
_TITLE_HEIGHT, _HEADING_HEIGHT = 36, 24


class Findings:
    """The tab itself: remarks are gathered first, then everything is written once."""

    def __init__(self, sheet: Worksheet, looks: Looks, limits: Limits) -> None:
        self._sheet = sheet
        self._looks = looks
        self._limits = limits
        self._words = load_wording().findings
        self._remarks: list[str] = []

    def remark(self, tab: str, cut: list[str], unnoted: int) -> None:
        """Remember what the copy of one tab could not hold."""
        if cut:
            cells = self._words["comma"].join(cut[:_MOST_CELLS])
            more = self._words["more"] if len(cut) > _MOST_CELLS else ""
            self._remarks.append(self._words["cut"].format(tab=shown(tab), cells=cells + more))
        if unnoted:
            words = self._words["unnoted"].format(tab=shown(tab), count=unnoted)
            self._remarks.append(words)

    def write(
        self, origin: str, outcome: Outcome, links: Iterable[tuple[Diagnostic, str, str]]
    ) -> None:
        """Write the counts, the remarks and the problems in the order given."""
        problems = list(links)
        self._arrange()
        row = self._write_top(origin, outcome, len(problems))
        if not problems:
            return
        self._write_headings(row)
        for number, (problem, link, cell) in enumerate(problems[: self._limits.findings]):
            place = link if number < self._limits.links else ""
            self._write_problem(row + 1 + number, problem, place, cell)
        last = row + min(len(problems), self._limits.findings)
        self._sheet.autofilter(row, 0, last, len(_HEADINGS) - 1)
        self._sheet.freeze_panes(row + 1, 0)
        self._sheet.repeat_rows(row)

    def _arrange(self) -> None:
        for index, width in enumerate(_HEADINGS.values()):
            self._sheet.set_column(index, index, width)
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_header(f"&C{self._words['internal']}")
        self._sheet.activate()

    def _write_top(self, origin: str, outcome: Outcome, count: int) -> int:
        """The lines above the list; returns the row of its headings."""
        locale, words = load_locale(), self._words
        self._sheet.set_row(0, _TITLE_HEIGHT)
        self._text(0, 0, load_wording().findings_heading, self._looks.title)
        lines = [count_line(outcome.diagnostics, outcome.counts, locale), words["internal"]]
        if origin:
            lines.insert(0, words["source"].format(origin=shown(origin)))
        if count:
            lines.append(words["how"])
        if count > self._limits.findings:
            lines.append(words["too_many"].format(count=count, shown=self._limits.findings))
        elif count > self._limits.links:
            lines.append(words["few_links"].format(shown=self._limits.links))
        lines += self._remarks
        for row, line in enumerate(lines, start=1):
            self._text(row, 0, line, self._looks.plain_line)
        return len(lines) + 2

    def _write_headings(self, row: int) -> None:
        self._sheet.set_row(row, _HEADING_HEIGHT)
        for index, key in enumerate(_HEADINGS):
            self._text(row, index, self._words[key], self._looks.swatch("office"))

    def _write_problem(self, row: int, problem: Diagnostic, link: str, cell: str) -> None:
        locale, address = load_locale(), problem.address
        explained = explain(problem, locale)
        word = locale.messages["report"][problem.severity.value]
        self._text(row, 0, word, self._looks.swatch(problem.severity.value))
        if link:
            self._sheet.write_url(row, 2, link, self._looks.link, string=cell)
        else:
            self._text(row, 2, cell)
        texts = {
            1: address.tab,
            3: address.header,
            4: problem.found,
            5: explained.message,
            6: explained.remedy,
            7: problem.suggestion,
            8: problem.code,
        }
        height = text_height([(text, _WIDTHS[index]) for index, text in texts.items()])
        self._sheet.set_row(row, height)
        for index, text in texts.items():
            self._text(row, index, text)

    def _text(self, row: int, index: int, text: str, look: Format | None = None) -> None:
        format_ = look or self._looks.body(Kind.LINES, quoted=True)
        write_text(self._sheet, (row, index), fit(shown(text)), format_)
