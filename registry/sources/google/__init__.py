"""A Google spreadsheet as a source; only ``transport`` knows the library that talks to Google."""

from registry.sources.google.address import Account, read_account, spreadsheet_id
from registry.sources.google.new_tabs import NewCell, NewColumn, NewTab, Rule
from registry.sources.google.sheet import GoogleSheet
from registry.sources.google.transport import Patience, Transport

__all__ = [
    "Account",
    "GoogleSheet",
    "NewCell",
    "NewColumn",
    "NewTab",
    "Patience",
    "Rule",
    "Transport",
    "read_account",
    "spreadsheet_id",
]
