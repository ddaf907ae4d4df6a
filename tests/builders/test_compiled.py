from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from builders.compiled import CompiledTemplates, compiled_templates

TEXT = "一{{ 1 + 1 }}"


def printed(
    text: str,
    templates: CompiledTemplates,
    folder: Path,
    *,
    autoescape: bool = True,
    **options: Any,
) -> str:
    """The template as it prints, from a file of its own in that folder."""
    (folder / "t").write_text(text, encoding="utf-8")
    loader = FileSystemLoader(folder)
    environment = Environment(loader=loader, bytecode_cache=templates, autoescape=True, **options)
    environment.autoescape = autoescape
    return environment.get_template("t").render()


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What a template prints, each time as in a new process, with the same folder behind it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    installed = tmp_path / "installed"
    installed.mkdir()

    def run(text: str = TEXT, release: str = "1", **options: Any) -> str:
        templates = CompiledTemplates(tmp_path / "compiled", release, (installed,))
        return printed(text, templates, installed, **options)

    return run


@pytest.fixture
def never_compile(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From then on nothing can be compiled."""
    return lambda: monkeypatch.delattr(Environment, "compile")


def test_a_process_compiles_a_template_once(
    tmp_path: Path, never_compile: Callable[[], None]
) -> None:
    templates = CompiledTemplates(None, "1")
    assert printed(TEXT, templates, tmp_path) == "一2"
    never_compile()
    assert printed(TEXT, templates, tmp_path) == "一2"


def test_a_later_process_compiles_nothing(
    process: Callable[..., str], never_compile: Callable[[], None]
) -> None:
    process()
    never_compile()
    assert process() == "一2"


def test_an_edited_template_is_compiled_anew(process: Callable[..., str]) -> None:
    assert process() == "一2"
    assert process("二{{ 2 }}") == "二2"
    assert process() == "一2"


@pytest.mark.parametrize(
    "change",
    [
        {"release": "2"},
        {"autoescape": False},
        {"trim_blocks": True},
        {"extensions": ["jinja2.ext.do"]},
        {"variable_start_string": "<<"},
    ],
    ids=str,
)
def test_whatever_else_reads_a_template_compiles_it_anew(
    process: Callable[..., str], never_compile: Callable[[], None], change: dict[str, Any]
) -> None:
    process()
    never_compile()
    with pytest.raises(AttributeError, match="compile"):
        process(**change)


@pytest.mark.parametrize("left", [0, 10, 200, -1])
def test_a_damaged_file_is_compiled_anew(
    process: Callable[..., str], tmp_path: Path, left: int
) -> None:
    process()
    (kept,) = (tmp_path / "compiled").iterdir()
    kept.write_bytes(kept.read_bytes()[:left])
    assert process() == "一2"
    assert process() == "一2"


def test_what_is_kept_others_may_read(process: Callable[..., str], tmp_path: Path) -> None:
    process()
    (kept,) = (tmp_path / "compiled").iterdir()
    other = tmp_path / "other"
    other.write_text("")
    assert kept.stat().st_mode == other.stat().st_mode


@pytest.mark.usefixtures("process")
def test_a_template_of_a_workspace_is_kept_in_memory_only(tmp_path: Path) -> None:
    templates = CompiledTemplates(tmp_path / "compiled", "1", (tmp_path / "installed",))
    assert printed(TEXT, templates, tmp_path) == "一2"
    assert not (tmp_path / "compiled").exists()


def test_nothing_is_kept_where_python_keeps_no_modules(
    process: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert process() == "一2"
    assert not (tmp_path / "compiled").exists()


def test_a_python_that_keeps_no_modules_compiles_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    compiled_templates.cache_clear()
    try:
        assert printed(TEXT, compiled_templates("1"), tmp_path) == "一2"
    finally:
        compiled_templates.cache_clear()


def test_a_folder_that_cannot_be_written_stops_nobody(
    process: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "compiled").write_text("a file stands here")
    assert process() == "一2"
