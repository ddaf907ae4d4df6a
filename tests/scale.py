"""How often a random test runs: a little in every test run, thoroughly with ``make soak``."""

from __future__ import annotations

import os

SOAKING = bool(os.environ.get("JIEYOU_SOAK"))
"""True during ``make soak``."""


def rounds(usual: int, soak: int) -> int:
    """How many cases to try: ``usual`` in every test run, ``soak`` in ``make soak``."""
    return soak if SOAKING else usual
