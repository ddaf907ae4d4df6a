"""Build the public site of a workbook into a folder: one process of the site benchmark.

Prints the CPU seconds that went into reading and checking the sheet, which are not part of the
comparison.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

from benchmarks.sample import AS_OF, CONFIG, registry_of
from builders.ledger import Ledger
from builders.outputs.site import site_content
from builders.public.site import build_site
from builders.shown import shown_on


def main(workbook: Path, target: Path) -> None:
    """From the checked registry to the finished folder."""
    start = process_time()
    registry = registry_of(workbook)
    reading = process_time() - start
    content = site_content(shown_on(registry, AS_OF), Ledger())
    build_site(CONFIG, content.framed, target)
    sys.stdout.write(f"{reading}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
