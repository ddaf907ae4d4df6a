"""``jieyou doctor``: what is set, from where, and what is in order."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click

from builders.cli.options import SOURCE, today
from builders.console import say, show
from builders.doctor import Finding, look_over
from builders.failures import Status, guarded, passing_sentence
from builders.workspace import Setting, find_settings, find_workspace
from registry.sources import SourceAddress

_ENGINES = ("mkdocs", "mkdocs-material", "typst")


@click.command("doctor", help=say("help.doctor"))
@SOURCE
def doctor_command(*, source: str) -> None:
    """Look over the workspace around the current folder; changes nothing."""

    def action() -> Status:
        where = (Path.cwd(), os.environ, {"source": source})
        show(_versions())
        root, settings = find_settings(*where)
        show([say("doctor.root", path=root), *map(_setting, settings)])
        findings = []
        for finding in look_over(find_workspace(*where), today()):
            findings.append(finding)
            show([_line(finding)])
        show([say("doctor.end_fine" if all(f.is_fine for f in findings) else "doctor.end_wrong")])
        return _status(findings)

    sys.exit(guarded(action))


def _versions() -> Iterator[str]:
    yield say("doctor.version", name="jieyou", version=version("jieyou"))
    yield say("doctor.version", name="Python", version=platform.python_version())
    yield from (say("doctor.version", name=name, version=version(name)) for name in _ENGINES)


def _setting(setting: Setting) -> str:
    # A login in an address is nobody else's business, least of all that of a picture of a screen.
    is_address = "://" in setting.value
    value = SourceAddress(text=setting.value).shown if is_address else setting.value
    value = value or say("doctor.blank")
    origin = say(f"doctor.from_{setting.origin}", name=setting.key.upper())
    return say("doctor.setting", key=setting.key, value=value, origin=origin)


def _line(finding: Finding) -> str:
    if finding.trouble is not None:
        sentence = passing_sentence(finding.trouble)
    else:
        sentence = say(f"doctor.{finding.key}", **finding.values)
    return say("doctor.fine" if finding.is_fine else "doctor.wrong", sentence=sentence)


def _status(findings: list[Finding]) -> Status:
    wrong = [finding for finding in findings if not finding.is_fine]
    if not wrong:
        return Status.FINE
    is_set_wrong = all(finding.is_setting for finding in wrong)
    return Status.WRONG_USE if is_set_wrong else Status.SOURCE_OR_TARGET
