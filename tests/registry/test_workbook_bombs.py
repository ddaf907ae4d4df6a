"""Small files that would fill the machine: refused in seconds, in a process that stays alive."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.registry.hostile_workbooks import (
    opendocument,
    write_long_sheet,
    write_many_parts,
    write_strings_bomb,
)
from tests.scale import rounds

resource = pytest.importorskip("resource", reason="limits of a process are known on Unix only")

MOST_SECONDS = 10
MOST_MEGABYTES = 1000
CHECK = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from builders.pipeline import check_source
from registry.sources import SourceError
started, code = time.process_time(), ""
try:
    check_source(Path(sys.argv[1]), date(2026, 11, 23))
except SourceError as error:
    code = error.code
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([code, time.process_time() - started, used // 1024]))
"""
ROW = '<row><c t="n"><v>1</v></c></row>'
WIDE = '<row><c t="inlineStr"><is><t>x</t></is></c></row>'


def write_ods(path: Path, rows: str) -> None:
    path.write_bytes(opendocument(rows))


BOMBS: dict[str, tuple[Callable[[Path], None], str]] = {
    "texts": (lambda path: write_strings_bomb(path, rounds(250, 1000)), "S004"),
    "rows": (lambda path: write_long_sheet(path, ROW, rounds(1_000_000, 8_000_000)), "S004"),
    "empty rows": (lambda path: write_long_sheet(path, "<row/>", 2_000_000), "S004"),
    "rows of texts": (lambda path: write_long_sheet(path, WIDE, 1_000_000), "S004"),
    "deep nesting": (lambda path: write_long_sheet(path, "<a>", 10_000_000), "S004"),
    "many parts": (lambda path: write_many_parts(path, rounds(20_000, 100_000)), "S004"),
    "ods of one column": (
        lambda path: write_ods(
            path,
            '<table:table-row table:number-rows-repeated="1048576">'
            "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>",
        ),
        "S004",
    ),
    "ods of blanks": (
        lambda path: write_ods(
            path,
            "<table:table-row><table:table-cell><text:p>x"
            + '<text:s text:c="1048576"/>' * 2000
            + "</text:p></table:table-cell></table:table-row>",
        ),
        "S004",
    ),
}


@pytest.mark.soak
@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_refused_in_time_and_space(tmp_path: Path, kind: str) -> None:
    write, code = BOMBS[kind]
    path = tmp_path / "书.xlsx"
    write(path)
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    found, seconds, megabytes = json.loads(done.stdout)
    assert found == code
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES
