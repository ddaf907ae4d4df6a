"""The sample street that all benchmarks work on: the same on every machine and every day."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

from registry.check import check
from registry.diagnostics import has_errors
from registry.model import Registry
from registry.sources import open_snapshot

AS_OF = date(2026, 11, 23)
ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "mkdocs.yml"


def sample_registry() -> Registry:
    """The checked content of the sample street; raises ``ValueError`` when it has errors."""
    return registry_of(Path(str(resources.files("registry").joinpath("demo"))))


def registry_of(source: Path) -> Registry:
    """The checked content of a sheet; raises ``ValueError`` when it has errors."""
    outcome = check(open_snapshot(source), AS_OF)
    if has_errors(outcome.diagnostics):
        message = f"{source.name} has errors"
        raise ValueError(message)
    return outcome.registry
