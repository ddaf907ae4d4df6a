"""Short programs in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def said_by(program: str, **environment: str) -> list[str]:
    """The words that the program prints; the code of this project lies in its way."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()
