"""Small publications, and disks that fail or runs that die at a step of our choice."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from builders import swap
from builders.disk import change_places
from builders.publish import Publisher
from builders.trees import write_bundle, write_manifest

P = ParamSpec("P")
R = TypeVar("R")


def publisher_in(folder: Path) -> Publisher:
    return Publisher(
        state=folder / ".jieyou",
        targets={"public": folder / "public", "packs": folder / "packs"},
        ledger=folder / "editions",
    )


def fill(publisher: Publisher, tree: str, text: str) -> None:
    folder = publisher.stage(tree)
    write_bundle(folder, {"index.html": text.encode(), "a/b.html": text.encode()})
    write_manifest(folder, text)


def texts(folder: Path) -> set[str]:
    return {path.read_text("utf-8") for path in folder.rglob("*.html")}


def publish(publisher: Publisher, text: str) -> None:
    for tree in ("public", "packs"):
        fill(publisher, tree, text)
    publisher.publish(("public", "packs"), {f"public/{text}.json": b"{}"})


def without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of the disk is counted; waiting for it would take minutes."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    monkeypatch.setattr(os, "sync", lambda: None)


class KilledError(BaseException):
    """Stands for a run that is gone at once."""


class Steps:
    """Counts what is asked of the disk; the step after ``last`` ones does not happen but fails.

    ``lasting`` means that every later step fails too, as with a process that is dead.
    """

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        *,
        last: int,
        failure: BaseException,
        lasting: bool = False,
    ) -> None:
        self.done: list[str] = []
        self._last = last
        self._failure = failure
        self._lasting = lasting
        for name in ("rename", "replace", "unlink", "mkdir", "fsync"):
            monkeypatch.setattr(os, name, self._counted(name, getattr(os, name)))
        monkeypatch.setattr(shutil, "rmtree", self._counted("rmtree", shutil.rmtree))
        step = self._counted("change_places", change_places)
        monkeypatch.setattr(swap, "change_places", step)

    def _counted(self, name: str, step: Callable[P, R]) -> Callable[P, R]:
        @wraps(step)
        def counted(*args: P.args, **kwargs: P.kwargs) -> R:
            self.done.append(name)
            count = len(self.done)
            if count == self._last + 1 or (self._lasting and count > self._last):
                raise self._failure
            return step(*args, **kwargs)

        return counted


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot let two folders change places in one step."""
    monkeypatch.setattr(sys, "platform", "elsewhere")
