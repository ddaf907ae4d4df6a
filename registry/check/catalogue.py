"""Every code of the checks with its severity.

Codes are never reused; their words stand in the locale file under the same code.
"""

from __future__ import annotations

from registry.diagnostics import Severity

_ERRORS = (
    *("A001", "A002", "A005", "A007"),
    *("B001", "B002", "B003", "B004", "B005", "B006"),
    *("C001", "C002", "C003", "C004", "C005", "C006", "C007", "C008", "C009", "C010"),
    *("C011", "C012", "C013", "C090"),
    *("D001", "D002", "D003", "D006"),
    *("E001", "E002", "E004", "E008"),
    *("F001", "F004"),
    *("G002", "G003", "G004", "G009", "G010"),
    *("P001", "P002", "P003", "P004"),
    *("R006", "R008", "R013", "R021", "R022", "R023", "R026", "R027"),
    *("T001", "T002", "T003", "T004", "T005", "T006"),
)
_WARNINGS = (
    "D004",
    *("E003", "E005", "E006", "E007", "E009", "E010"),
    "F003",
    *("G001", "G005", "G006", "G007", "G008", "G011", "G012", "G013"),
    *("P101", "P102", "P103", "P104"),
    *("R004", "R005", "R007", "R011", "R024", "R025", "R028"),
)
_NOTICES = (
    *("A003", "A004", "A006"),
    *("F002", "F005"),
    *("R001", "R002", "R003", "R009", "R010", "R012", "R014", "R015"),
)

SEVERITIES: dict[str, Severity] = {
    **dict.fromkeys(_ERRORS, Severity.ERROR),
    **dict.fromkeys(_WARNINGS, Severity.WARNING),
    **dict.fromkeys(_NOTICES, Severity.NOTICE),
}
