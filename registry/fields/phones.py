"""Work phones: kept as text, refused where a spreadsheet has damaged them."""

from __future__ import annotations

import re

from registry.fields.context import Context
from registry.fields.result import Fault, Parsed
from registry.fields.text import plain, split_list

# Longer texts are prose; patterns that look ahead would take long over them.
_LONGEST = 80
_SERVICE = r"[19][0-9]{2}|[19][0-9]{4,5}"
_LANDLINE = re.compile(
    rf"(?:\+?86-?)?(?:\(0[0-9]{{2,3}}\)-?|0[0-9]{{2,3}}-?)?(?:[0-9]{{7,8}}|{_SERVICE})"
    r"(?:-[0-9]{1,6})?$"
)
_FREE_CALL = re.compile(r"[48]00-?[0-9]{3,4}-?[0-9]{3,4}$")
_MOBILE = re.compile(r"(?:\+?86-?)?1[3-9][0-9]-?[0-9]{4}-?[0-9]{4}$")
_ABROAD = re.compile(r"\+?86-?([1-9][0-9]{1,2})-?([0-9]{7,8})$")
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,2}$")
_LOST_ZERO = (
    re.compile(r"(10|2[0-9])-?([0-9]{8})$"),
    re.compile(r"([3-9][0-9]{2})-?([0-9]{7,8})$"),
)
_LABELLED = re.compile(r"^(?P<number>.*?)\s*(?P<label>\([^()]*[^()0-9-][^()]*\))$", re.DOTALL)
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63]")


def parse_phone(text: str, context: Context) -> Parsed:
    """One or more numbers, each with or without a label in brackets behind it."""
    faults: list[Fault] = []
    entries = []
    for entry in split_list(text):
        fault = _fault(entry, context)
        if fault is not None:
            faults.append(fault)
        entries.append(entry)
    if faults:
        return Parsed("", tuple(faults))
    return Parsed(context.marks.comma.join(entries))


def _fault(entry: str, context: Context) -> Fault | None:
    if len(entry) > _LONGEST:
        return Fault(code="C008", found=entry)
    number = bare_number(entry, context.marks.extension)
    if any(form.match(number) for form in (_FREE_CALL, _MOBILE, _ABROAD)):
        return None
    if _SCIENTIFIC.match(number):
        return Fault(code="C010", found=entry)
    for form in _LOST_ZERO:
        match = form.match(number.removesuffix(".0"))
        if match is not None:
            suggestion = f"0{match[1]}-{match[2]}"
            return Fault(code="C009", found=entry, suggestion=suggestion, echoes=True)
    return None if _LANDLINE.match(number) else Fault(code="C008", found=entry)


def bare_number(entry: str, extension: str) -> str:
    """The number of one entry in half-width signs, its label and inner spaces gone."""
    half_width = _DASHES.sub("-", plain(entry))
    match = _LABELLED.match(half_width)
    number = match["number"] if match else half_width
    return re.sub(r"\s", "", number.replace(extension, "-"))
