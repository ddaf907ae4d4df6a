"""The command as people run it: what it says, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.cli import main
from registry.template import write_workbook
from tests.conftest import ROOT
from tests.registry.sheets import sheet, with_cells
from tests.small_street import small_street


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = f'source = "street.xlsx"\nsite = "{(ROOT / "mkdocs.yml").as_posix()}"\n'
    (tmp_path / "jieyou.toml").write_text(settings, encoding="utf-8")
    write_workbook(sheet(small_street()), tmp_path / "street.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    yield from process.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="another way to end a process")
def test_it_tells_problems_and_pages_and_ends_politely(street: Path) -> None:
    own = street / "own"
    own.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(own)}
    command = [sys.executable, "-u", "-m", "builders.cli", "preview", "--no-open"]
    with subprocess.Popen(
        [*command, "--as-of", "2026-09-01"],
        cwd=street,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        said = lines(process)
        assert re.search(r"http://127\.0\.0\.1:\d+/", next(said))
        assert next(line for line in said if "已检查" in line)
        assert next(line for line in said if "更新了" in line)
        changed = with_cells("policies", "P001", small_street(), verified_on="去年")
        write_workbook(sheet(changed), street / "street.xlsx")
        assert "政策库" in next(line for line in said if line.startswith("错误"))
        assert "网页没有更新" in next(line for line in said if "检查完" in line)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 130
        assert process.stderr is not None
        assert process.stderr.read() == "已停下。\n"
    assert list(own.iterdir()) == []


def test_a_port_that_is_taken_is_a_sentence(street: Path) -> None:
    del street
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["preview", "--no-open", "--port", str(port)])
    assert (result.exit_code, str(port) in result.output) == (2, True)
    assert "端口" in result.output


def test_a_missing_frame_is_a_sentence(street: Path) -> None:
    (street / "jieyou.toml").write_text('source = "street.xlsx"\nsite = "no.yml"\n', "utf-8")
    result = CliRunner().invoke(main, ["preview", "--no-open"])
    assert (result.exit_code, "no.yml" in result.output) == (2, True)
