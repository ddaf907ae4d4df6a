"""Why typesetting stopped; apart from the engine, which is loaded only where there is paper."""

from __future__ import annotations


class TypesetError(Exception):
    """A text cannot be printed, or a template does not fit its data."""
