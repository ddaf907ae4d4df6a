"""Static faces for WeasyPrint, cut from the variable font that our own paper prints with.

WeasyPrint subsets a variable collection anew for every document, which takes several seconds
each time. Static faces that hold only the characters in use are the best one can hand it, so the
comparison is about setting pages and not about the font file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol

FAMILY = "Noto Sans CJK SC"
WEIGHTS = (400, 700)
_UNITS_OFF_THE_CURVE = 1.0


class _Glyph(Protocol):
    @property
    def width(self) -> float: ...

    def draw(self, pen: object) -> None: ...


def write_faces(collection: Path, characters: Iterable[str], folder: Path) -> dict[int, Path]:
    """One TrueType file for each weight; characters that the font lacks are left out.

    Raises ``StopIteration`` when the collection has no face of the family.
    """
    library = import_module("fontTools.ttLib")
    count = len(library.TTCollection(str(collection), lazy=True).fonts)
    faces = (library.TTFont(str(collection), fontNumber=at, lazy=True) for at in range(count))
    source = next(face for face in faces if face["name"].getDebugName(1) == FAMILY)
    known = source.getBestCmap()
    wanted = sorted({ord(one) for one in characters} & known.keys())
    drawn = {code: known[code] for code in wanted}
    paths = {}
    for weight in WEIGHTS:
        outlines = source.getGlyphSet(location={"wght": weight})
        paths[weight] = folder / f"face-{weight}.ttf"
        paths[weight].write_bytes(_face(outlines, weight, drawn))
    return paths


def _face(outlines: Mapping[str, _Glyph], weight: int, drawn: Mapping[int, str]) -> bytes:
    names = [".notdef", *dict.fromkeys(drawn.values())]
    builder = import_module("fontTools.fontBuilder").FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(drawn)
    builder.setupGlyf({name: _quadratic(outlines[name]) for name in names})
    builder.setupHorizontalMetrics({name: (round(outlines[name].width), 0) for name in names})
    builder.setupHorizontalHeader(ascent=1160, descent=-288)
    builder.setupNameTable({"familyName": FAMILY, "styleName": str(weight)})
    builder.setupOS2(usWeightClass=weight, sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    target = io.BytesIO()
    builder.save(target)
    return target.getvalue()


def _quadratic(outline: _Glyph) -> object:
    pen = import_module("fontTools.pens.ttGlyphPen").TTGlyphPen(None)
    cubic = import_module("fontTools.pens.cu2quPen").Cu2QuPen
    outline.draw(cubic(pen, _UNITS_OFF_THE_CURVE, reverse_direction=True))
    return pen.glyph()
