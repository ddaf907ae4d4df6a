"""Time and memory of the public site as a library grows, each build in a process of its own."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.rounds import machine, table, versions
from benchmarks.street import Size
from benchmarks.workshop import Run, jieyou, workspace

TARGET = 1.15
SMALL, LARGE = 200, 2000
POLICIES = (50, SMALL, LARGE)


def main() -> int:
    """Print the figures."""
    sys.stdout.write("The public site as a library grows, from the workbook to the folder\n")
    sys.stdout.write(f"{machine()}\n{versions('mkdocs', 'mkdocs-material')}\n")
    runs: dict[int, Run] = {}
    rows = [["policies", "check: CPU seconds", "MB", "build: CPU seconds", "MB"]]
    with tempfile.TemporaryDirectory() as name:
        for policies in POLICIES:
            folder = Path(name) / f"{policies}"
            workspace(folder, Size(policies=policies, resources=policies, services=policies // 2))
            checked = jieyou(folder, "check")
            built = jieyou(folder, "build", "--quiet", "--only", "public", "--out", "look")
            runs[policies] = built
            figures = (checked.cpu, checked.megabytes, built.cpu, built.megabytes)
            rows.append([f"{policies}", *(f"{figure:.1f}" for figure in figures)])
    growth = runs[LARGE].cpu / runs[SMALL].cpu / (LARGE / SMALL)
    sys.stdout.write(f"{table(rows)}\n")
    sys.stdout.write(
        f"{LARGE // SMALL} times the policies take {growth:.2f} x as long for each; "
        f"wanted: at most {TARGET} x\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
