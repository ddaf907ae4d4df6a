"""A Google spreadsheet as a source; only ``transport`` knows the library that talks to Google."""

from registry.sources.google.address import Account, read_account, spreadsheet_id
from registry.sources.google.new_tabs import NewCell, NewColumn, NewTab, Rule
from registry.sources.google.patience import Patience
from registry.sources.google.sheet import GoogleSheet

__all__ = [
    "Account",
    "GoogleSheet",
    "NewCell",
    "NewColumn",
    "NewTab",
    "Patience",
    "Rule",
    "read_account",
    "spreadsheet_id",
]
