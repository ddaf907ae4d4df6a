"""Templates and data become PDF files: archival, accessible, and the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import resources
from pathlib import Path

import typst

from builders.typeset.errors import TypesetError
from builders.typeset.glyphs import font_folder, missing_characters

__all__ = ["TypesetError", "missing_characters", "typeset"]


def typeset(template: str, data: Mapping[str, object], *, title: str, day: date) -> bytes:
    """One PDF file (PDF/A-2a and PDF/UA-1) from ``templates/<template>.typ``.

    ``data`` is plain JSON material; none of it is ever read as markup. ``day`` is the date that
    the file says it was made on. A character without a glyph or any warning of the engine is
    refused with a :class:`TypesetError` that names the text.
    """
    for text in (title, *_texts(data)):
        if missing := missing_characters(text):
            message = f"no glyph for {missing!r} in the text {text!r}"
            raise TypesetError(message)
    moment = datetime.combine(day, time(), tzinfo=UTC)
    try:
        output, warnings = _compiler().compile_with_warnings(
            input=_source(template, title, data),
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        message = f"{template}: {error}"
        raise TypesetError(message) from error
    if warnings:
        message = f"{template}: " + "; ".join(warning.message for warning in warnings)
        raise TypesetError(message)
    if not isinstance(output, bytes):
        message = f"{template}: the engine gave no single file"
        raise TypesetError(message)
    return output


def _source(template: str, title: str, data: Mapping[str, object]) -> bytes:
    # Not through the engine's own inputs: anything laid out with other inputs is laid out anew,
    # while the rows that stations share can be taken over from the paper before.
    material = json.dumps(data, ensure_ascii=False, sort_keys=True)
    lines = (
        f'#import "/{template}.typ": printed',
        f"#printed({_literal(title)}, json(bytes({_literal(material)})))",
    )
    return "\n".join(lines).encode("utf-8")


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@cache
def _compiler() -> typst.Compiler:
    folder = Path(str(resources.files("builders.typeset"))) / "templates"
    return typst.Compiler(root=str(folder), font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_folder())],
    )


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for key, item in value.items():
                yield from _texts(key)
                yield from _texts(item)
        case list() | tuple():
            for item in value:
                yield from _texts(item)
        case _:
            return
