"""All benchmarks, one after the other; what they print is what the README quotes."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks import (
    growth_speed,
    incremental_speed,
    pack_speed,
    preview_speed,
    print_speed,
    read_speed,
    site_speed,
)

ALL: tuple[Callable[[], int], ...] = (
    print_speed.main,
    site_speed.main,
    incremental_speed.main,
    preview_speed.main,
    growth_speed.main,
    read_speed.main,
    pack_speed.main,
)


def main() -> int:
    """Exit status 1 when the two ways of a comparison did not do the same job."""
    status = 0
    for benchmark in ALL:
        status = max(status, benchmark())
        sys.stdout.write("\n")
        sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
