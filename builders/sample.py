"""The sample street as a workbook: written once, never over what an editor has."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from registry.template import demo_snapshot, write_workbook


def write_sample(target: Path) -> tuple[str, ...]:
    """Write the sample workbook unless the file exists; returns the words to say about it."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(demo_snapshot(), target)
        return ("written",)
    return ("kept", "older") if _newest_sample_file() > target.stat().st_mtime else ("kept",)


def _newest_sample_file() -> float:
    with resources.as_file(resources.files("registry").joinpath("demo")) as folder:
        return max(path.stat().st_mtime for path in folder.glob("*.csv"))
