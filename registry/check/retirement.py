"""Retired policies: each says what replaced it, or why it ended."""

from __future__ import annotations

from collections.abc import Iterator

from registry.check.book import Book, Line
from registry.check.references import circles
from registry.diagnostics import Diagnostic
from registry.fields import Fault


def check_retired(book: Book) -> Iterator[Diagnostic]:
    """Retired policies without successor or reason, and successors that lead nowhere."""
    policies = book.kept.get("policies", {})
    following = {key: line.word("replaced_by") for key, line in policies.items()}
    circular = circles(following)
    for line in book.of("policies"):
        if _needs_reason(line):
            yield line.problem("retired_reason", Fault(code="G009"))
        successor = policies.get(line.word("replaced_by"))
        if line.id in circular:
            yield line.problem("replaced_by", Fault(code="G010"))
        elif successor is not None and not successor.is_public and line.is_public:
            values = {"row": str(successor.row.number)}
            yield line.problem("replaced_by", Fault(code="G011", values=values))


def _needs_reason(line: Line) -> bool:
    is_told = line.text("replaced_by") or line.text("retired_reason")
    return line.word("status") == "retired" and not is_told
