from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from builders import compiled
from builders.compiled import CompiledTemplates, compiled_templates

TEXT = "一{{ 1 + 1 }}"


def printed(text: str, templates: CompiledTemplates, *extensions: str) -> str:
    environment = Environment(
        loader=DictLoader({"t": text}),
        bytecode_cache=templates,
        autoescape=True,
        extensions=extensions,
    )
    return environment.get_template("t").render()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for compiled templates, where Python may keep what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "compiled"


def never_compile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Environment, "compile")


def test_a_process_compiles_a_template_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = CompiledTemplates(folder, "1")
    assert printed(TEXT, templates) == "一2"
    never_compile(monkeypatch)
    assert printed(TEXT, templates) == "一2"


def test_a_later_process_compiles_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(TEXT, CompiledTemplates(folder, "1"))
    never_compile(monkeypatch)
    assert printed(TEXT, CompiledTemplates(folder, "1")) == "一2"


def test_an_edited_template_is_compiled_anew(folder: Path) -> None:
    assert printed(TEXT, CompiledTemplates(folder, "1")) == "一2"
    assert printed("二{{ 2 }}", CompiledTemplates(folder, "1")) == "二2"
    assert printed("三{{ 3 }}", CompiledTemplates(folder, "1")) == "三3"


def test_another_release_compiles_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(TEXT, CompiledTemplates(folder, "1"))
    never_compile(monkeypatch)
    with pytest.raises(AttributeError, match="compile"):
        printed(TEXT, CompiledTemplates(folder, "2"))


def test_another_reader_of_templates_compiles_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(TEXT, CompiledTemplates(folder, "1"))
    never_compile(monkeypatch)
    with pytest.raises(AttributeError, match="compile"):
        printed(TEXT, CompiledTemplates(folder, "1"), "jinja2.ext.do")


@pytest.mark.parametrize("left", [0, 10, 200, -1])
def test_a_damaged_file_is_compiled_anew(folder: Path, left: int) -> None:
    printed(TEXT, CompiledTemplates(folder, "1"))
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:left])
    assert printed(TEXT, CompiledTemplates(folder, "1")) == "一2"
    assert printed(TEXT, CompiledTemplates(folder, "1")) == "一2"


def test_nothing_is_kept_where_python_keeps_no_modules(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert printed(TEXT, CompiledTemplates(folder, "1")) == "一2"
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_stops_nobody(folder: Path) -> None:
    folder.write_text("a file stands here")
    assert printed(TEXT, CompiledTemplates(folder, "1")) == "一2"


def test_templates_are_kept_beside_the_compiled_modules() -> None:
    beside = Path(cache_from_source(compiled.__file__)).parent
    assert compiled_templates("1").folder.parent == beside
