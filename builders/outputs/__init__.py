"""The catalogue of outputs: each name that ``--only`` takes, and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from builders.outputs.inputs import Inputs, Made
from builders.outputs.packs import make_packs
from builders.outputs.site import make_site

OUTPUTS: Mapping[str, Callable[[Inputs, Path], Made]] = {
    "public": make_site,
    "packs": make_packs,
}

__all__ = ["OUTPUTS", "Inputs", "Made"]
