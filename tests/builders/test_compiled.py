from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from builders.compiled import compiled_templates

TEXT = "一{{ 1 + 1 }}"


def printed(text: str) -> str:
    templates = Environment(
        loader=DictLoader({"t": text}), bytecode_cache=compiled_templates(), autoescape=True
    )
    return templates.get_template("t").render()


def test_the_same_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(TEXT) == "一2"
    monkeypatch.delattr(Environment, "compile")
    assert printed(TEXT) == "一2"


def test_a_template_that_was_edited_is_compiled_anew() -> None:
    assert printed(TEXT) == "一2"
    assert printed("二{{ 2 }}") == "二2"
