"""The tabs and cells of the emulated spreadsheet, as its interface tells them."""

from __future__ import annotations

from dataclasses import dataclass, field

Value = dict[str, object]


def text_value(text: str) -> Value:
    """A cell as it is for a typed text."""
    return {"effectiveValue": {"stringValue": text}, "formattedValue": text} if text else {}


def number_value(number: float, shown: str, kind: str = "", pattern: str = "") -> Value:
    """A cell with a number, a date or a share, and how it is shown."""
    form = {"type": kind, "pattern": pattern} if kind else {}
    return {
        "effectiveValue": {"numberValue": number},
        "formattedValue": shown,
        **({"effectiveFormat": {"numberFormat": form}} if form else {}),
    }


@dataclass(kw_only=True)
class Tab:
    """A tab: rows of cells, and what is hidden or merged."""

    title: str
    rows: list[list[Value]]
    number: int = 0
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merges: list[dict[str, int]] = field(default_factory=list)
    kind: str = "GRID"
    height: int = 1000
    width: int = 60
    frozen: int = 0
    colour: Value = field(default_factory=dict)
    formats: list[tuple[range, range, Value]] = field(default_factory=list)
    rules: list[tuple[range, range, Value]] = field(default_factory=list)
    guarded: list[tuple[range, range]] = field(default_factory=list)

    def shown(self, row: int, column: int) -> Value:
        """A cell as it is told: a number under the format of its place."""
        cell = self.rows[row][column]
        if "numberValue" not in str(cell.get("effectiveValue")) or "effectiveFormat" in cell:
            return cell
        found = [f for rows, columns, f in self.formats if row in rows and column in columns]
        return {**cell, "effectiveFormat": found[-1]} if found else cell

    def to_json(self, index: int) -> Value:
        """The tab as ``spreadsheets.get`` tells it."""
        width = max((len(row) for row in self.rows), default=0)
        return {
            "properties": {
                "sheetId": self.number,
                "title": self.title,
                "index": index,
                "sheetType": self.kind,
                "gridProperties": {"rowCount": self.height, "columnCount": self.width},
                **({"hidden": True} if self.hidden else {}),
            },
            "merges": self.merges,
            "data": [
                {
                    "rowData": [
                        {"values": [self.shown(place, at) for at in range(len(row))]} if row else {}
                        for place, row in enumerate(self.rows)
                    ],
                    "rowMetadata": [
                        {"hiddenByUser": True} if place in self.hidden_rows else {}
                        for place in range(len(self.rows))
                    ],
                    "columnMetadata": [
                        {"hiddenByUser": True} if place in self.hidden_columns else {}
                        for place in range(width)
                    ],
                }
            ],
        }
