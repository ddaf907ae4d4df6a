"""How long a task may try to reach Google before it gives up."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from typing import Protocol, TypeVar

T = TypeVar("T")


class Limit(Protocol):
    """Does some work for so many seconds at most; ``TimeoutError`` after that."""

    def __call__(self, work: Callable[[], T], seconds: float, /) -> T:
        """What the work gives."""


def within(work: Callable[[], T], seconds: float, /) -> T:
    """What the work gives, or raises; ``TimeoutError`` after so many seconds, whatever it does.

    The time limits of a connection do not add up to that: a name is looked up without any, each
    address of a machine is tried anew, a token is asked for again and again, and a header may come
    drop by drop. Work that was given up ends by itself, and nobody listens to it.
    """
    outcome: Future[T] = Future()
    Thread(target=_do, args=(work, outcome), daemon=True).start()
    return outcome.result(seconds)


def _do(work: Callable[[], T], outcome: Future[T]) -> None:
    try:
        outcome.set_result(work())
    except BaseException as error:  # handed on as it is, to be raised where it is waited for
        outcome.set_exception(error)


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
    limit: Limit = within
