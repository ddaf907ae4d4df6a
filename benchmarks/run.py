"""All benchmarks, one after the other; what they print is what the README quotes."""

from __future__ import annotations

import sys

from benchmarks import print_speed, site_speed


def main() -> int:
    """Exit status 1 when the two ways of a comparison did not do the same job."""
    status = print_speed.main()
    sys.stdout.write("\n")
    sys.stdout.flush()
    return max(status, site_speed.main())


if __name__ == "__main__":
    sys.exit(main())
