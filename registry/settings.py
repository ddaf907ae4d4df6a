"""The street's settings, parsed from the rows of the settings tab."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.fields.text import split_lines, split_list
from registry.model import Setting

_COMMON_YEAR = 2001  # not a leap year: a legal year cannot begin on 29 February


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetSettings:
    """All settings with their units; missing ones have the defaults given here."""

    street_name: str = ""
    street_code: str = ""
    site_title: str = ""
    public_base_url: str = ""
    hotlines: tuple[str, ...] = ()
    service_center: str = ""
    complaint_channel: str = ""
    copyright: str = ""
    print_validity_days: int = 92
    review_days: int = 365
    phone_review_days: int = 90
    opening_hours_review_days: int = 30
    resource_review_days: int = 180
    legal_year_month: int = 7
    legal_year_day: int = 1
    home_areas: tuple[str, ...] = ()
    allowed_link_hosts: tuple[str, ...] = ()
    sample_notice: str = ""


def street_settings(rows: tuple[Setting, ...]) -> StreetSettings:
    """The settings of these rows; a value that cannot be read falls back to its default.

    The checker reports such values, so that a fallback is never silent.
    """
    values = {row.id: row.value.strip() for row in rows}
    default = StreetSettings()
    month, day = _month_and_day(values.get("legal_year_start", ""))
    return StreetSettings(
        street_name=values.get("street_name", ""),
        street_code=values.get("street_code", ""),
        site_title=values.get("site_title", ""),
        public_base_url=_base_url(values.get("public_base_url", "")),
        hotlines=split_lines(values.get("hotlines", "")),
        service_center=values.get("service_center", ""),
        complaint_channel=values.get("complaint_channel", ""),
        copyright=values.get("copyright", ""),
        print_validity_days=_days(
            values.get("print_validity_days", ""), default.print_validity_days
        ),
        review_days=_days(values.get("review_days", ""), default.review_days),
        phone_review_days=_days(values.get("phone_review_days", ""), default.phone_review_days),
        opening_hours_review_days=_days(
            values.get("opening_hours_review_days", ""), default.opening_hours_review_days
        ),
        resource_review_days=_days(
            values.get("resource_review_days", ""), default.resource_review_days
        ),
        legal_year_month=month,
        legal_year_day=day,
        home_areas=split_list(values.get("home_areas", "")),
        allowed_link_hosts=split_list(values.get("allowed_link_hosts", "")),
        sample_notice=values.get("sample_notice", ""),
    )


def _base_url(text: str) -> str:
    return text if not text or text.endswith("/") else f"{text}/"


def _days(text: str, fallback: int) -> int:
    return int(text) if text.isdecimal() and int(text) > 0 else fallback


def _month_and_day(text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError:
        return 7, 1
    return day.month, day.day
