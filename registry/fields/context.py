"""What a parser may look at besides the text of the cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from registry.fields.result import Parsed
from registry.fields.vocabulary import Vocabulary
from registry.locale import load_locale
from registry.schema import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Signs of the sheet's language inside dates, numbers, phones and lists."""

    year: str
    month: str
    day: str
    ten_thousand: str
    extension: str
    comma: str
    more: str


@cache
def load_marks() -> Marks:
    """The signs named in the locale file."""
    words = load_locale().messages["reading"]
    return Marks(
        year=words["year"],
        month=words["month"],
        day=words["day"],
        ten_thousand=words["ten_thousand"],
        extension=words["extension"],
        comma=words["comma"],
        more=words["more"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The column that the cell stands in, the words it may use and the language's signs.

    ``guesses`` is false where an unknown word gets no suggestion: too many are unknown already.
    """

    column: Column
    vocabulary: Vocabulary
    marks: Marks
    guesses: bool = True


Parser = Callable[[str, Context], Parsed]
