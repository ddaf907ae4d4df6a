"""The catalogue of outputs: each name that ``--only`` takes, and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from builders.outputs.inputs import Inputs, Made
from builders.outputs.site import make_site


def make_packs(inputs: Inputs, folder: Path) -> Made:
    """Build the packs into an empty folder."""
    from builders.outputs import packs  # noqa: PLC0415  # typesetting: a site alone needs none

    return packs.make_packs(inputs, folder)


OUTPUTS: Mapping[str, Callable[[Inputs, Path], Made]] = {
    "public": make_site,
    "packs": make_packs,
}
