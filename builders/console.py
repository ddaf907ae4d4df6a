"""The only place that prints: lines, progress bars, and the words of the command line."""

from __future__ import annotations

import io
import sys
import time
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

import click


@cache
def load_words() -> dict[str, str]:
    """The words of the command line by dotted key."""
    path = resources.files("builders").joinpath("locales/console_zh_CN.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    return {f"{group}.{key}": text for group, words in data.items() for key, text in words.items()}


def say(key: str, /, **values: object) -> str:
    """The text of that key with its blanks filled."""
    return load_words()[key].format(**values)


def accept_every_sign() -> None:
    """Let a screen that cannot show a sign show a stand-in, not fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def show(lines: Iterable[str]) -> None:
    """Print lines to standard output."""
    for line in lines:
        click.echo(line)


def complain(text: str) -> None:
    """Print a message to standard error."""
    click.echo(text, err=True)


def ask(question: str) -> bool:
    """Ask on the terminal; no answer means no."""
    try:
        return click.confirm(question)
    except click.Abort:
        return False


class Progress:
    """A line that counts parts while they are made; silent when quiet or not on a terminal.

    ``group`` is that of the words for the parts; nothing is shown before ``after`` seconds.
    """

    def __init__(self, *, quiet: bool, group: str = "output", after: float = 0.0) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._group = group
        self._from = time.monotonic() + after

    def __call__(self, name: str, done: int, total: int) -> None:
        """Show how many parts of an output are done."""
        if not self._shown or time.monotonic() < self._from:
            return
        width = 24
        filled = width * done // total if total else width
        bar = "#" * filled + "-" * (width - filled)
        end = "\n" if done == total else ""
        click.echo(
            f"\r{say(f'{self._group}.{name}')} [{bar}] {done}/{total}{end}", err=True, nl=False
        )
