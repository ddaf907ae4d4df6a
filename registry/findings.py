"""Problems of a sheet as the rows of a list: what a results tab of any kind shows."""

from __future__ import annotations

from collections.abc import Iterable

from registry.check import Counts
from registry.diagnostics import Diagnostic, Severity
from registry.locale import load_locale
from registry.report import count_line, explain
from registry.result_list import FindingList, FoundCell
from registry.workbook_wording import load_wording

HEADINGS = ("severity", "tab", "cell", "header", "found", "why", "remedy", "suggestion", "code")
"""The columns of the list; their words stand in the locale file."""


def finding_list(
    diagnostics: Iterable[Diagnostic], counts: Counts, *, moment: str, revision: str
) -> FindingList:
    """The list of these problems, errors first, checked at that moment in that revision."""
    words, problems = load_wording().findings, tuple(diagnostics)
    order = tuple(Severity)
    in_order = sorted(problems, key=lambda problem: order.index(problem.severity))
    return FindingList(
        heading=load_wording().findings_heading,
        lines=(
            words["checked"].format(moment=moment, revision=revision),
            count_line(problems, counts, load_locale()),
            words["cloud_how"],
        ),
        moving=1,
        columns=tuple(words[key] for key in HEADINGS),
        rows=tuple(map(_row, in_order)),
    )


def _row(problem: Diagnostic) -> tuple[FoundCell, ...]:
    locale, address = load_locale(), problem.address
    explained = explain(problem, locale)
    texts = (
        locale.messages["report"][problem.severity.value],
        address.tab,
        address.cell or (str(address.row) if address.row else ""),
        address.header,
        problem.found,
        explained.message,
        explained.remedy,
        problem.suggestion,
        problem.code,
    )
    place = HEADINGS.index("cell")
    return tuple(
        FoundCell(text=text, link=address.link if at == place else "")
        for at, text in enumerate(texts)
    )
