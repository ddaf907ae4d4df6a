"""The list of what must be verified again: who, what, where in the sheet, and what to do."""

from __future__ import annotations

from builders.due.book import due_bytes
from builders.due.listing import DueLine, DueList, due_list
from builders.due.report import data, lines, summary

__all__ = ["DueLine", "DueList", "data", "due_bytes", "due_list", "lines", "summary"]
