"""What a preview tells while it runs, for whoever shows it on a screen."""

from __future__ import annotations

from dataclasses import dataclass

from registry.check import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A saved sheet was checked, so many ``seconds`` after it was noticed."""

    outcome: Outcome
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The ``pages`` that look another way now lie ready, so many ``seconds`` after the save."""

    pages: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The sheet could not be read or its pages not be made; tried again at the next save."""

    sentence: str


Event = Checked | Renewed | Refused
