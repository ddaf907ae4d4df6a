"""How long a task may try to reach Google before it gives up."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often and how long, in seconds, one task may try; each wait is a random part of it."""

    tries: int = 5
    seconds: float = 60.0
    request_seconds: float = 20.0
    first_wait: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    part: Callable[[], float] = random.random
