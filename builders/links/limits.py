"""How far the check of links goes, so that it never waits, loads or asks without end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Times in seconds. ``pause`` lies between two requests to one host.

    ``seconds`` holds for one request, ``patience`` for all that one address needs, ``budget`` for
    the whole run. ``allows_private`` lets addresses inside the own network be asked.
    """

    seconds: float = 10.0
    patience: float = 60.0
    budget: float = 300.0
    pause: float = 0.5
    tries: int = 2
    at_once: int = 4
    hops: int = 5
    most_bytes: int = 1 << 20
    allows_private: bool = False
