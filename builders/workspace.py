"""Where things lie: option before environment before ``jieyou.toml`` before default."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from registry.sources import SourceAddress

SETTINGS_FILE = "jieyou.toml"
DEFAULTS: Mapping[str, str] = {
    "source": "",
    "public": "public",
    "packs": "packs",
    "ledger": "editions",
    "state": ".jieyou",
    "site": "mkdocs.yml",
    "companion": "",
    "google_account": "",
    "google_gateway": "",
    "google_writer": "",
    "cloud_private": "refuse",
}
PREFIX = "JIEYOU_"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_CLOUD_PRIVATE = ("refuse", "allow")


class SettingsError(Exception):
    """A settings file that cannot be used; ``key`` names the entry, if it is one."""

    def __init__(self, path: Path, key: str = "") -> None:
        super().__init__(f"{path} {key}")
        self.path = path
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The folders and files of one street, all absolute."""

    root: Path
    source: SourceAddress
    public: Path
    packs: Path
    ledger: Path
    state: Path
    site: Path


Origin = Literal["option", "environment", "file", "default"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What one entry is set to, and where that was said."""

    key: str
    value: str
    origin: Origin


def find_settings(
    start: Path, environment: Mapping[str, str], options: Mapping[str, str]
) -> tuple[Path, tuple[Setting, ...]]:
    """The root of the workspace and every setting; those of ``jieyou.toml`` from there.

    Raises ``SettingsError`` for an unreadable file or an unknown entry.
    """
    root = next(
        (folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), start
    )
    written = _from_file(root / SETTINGS_FILE)
    named = {key: environment.get(PREFIX + key.upper(), "") for key in DEFAULTS}
    places: tuple[tuple[Origin, Mapping[str, str]], ...] = (
        ("option", options),
        ("environment", named),
    )
    return root, tuple(_setting(key, places, written) for key in DEFAULTS)


def _setting(
    key: str, places: Iterable[tuple[Origin, Mapping[str, str]]], written: Mapping[str, str]
) -> Setting:
    """A blank option or variable says nothing; a blank entry of the file does."""
    for origin, values in places:
        if value := values.get(key):
            return Setting(key=key, value=value, origin=origin)
    if key in written:
        return Setting(key=key, value=written[key], origin="file")
    return Setting(key=key, value=DEFAULTS[key], origin="default")


def find_workspace(
    start: Path, environment: Mapping[str, str], options: Mapping[str, str]
) -> Workspace:
    """The workspace whose ``jieyou.toml`` stands in ``start`` or the nearest folder above it.

    Raises ``SettingsError`` for an unreadable file, an unknown entry or a missing source.
    """
    root, settings = find_settings(start, environment, options)
    chosen = {setting.key: setting.value for setting in settings}
    if not chosen["source"]:
        raise SettingsError(root / SETTINGS_FILE, "source")
    for key, value in chosen.items():
        if "\0" in value:
            raise SettingsError(root / SETTINGS_FILE, key)
    if not _is_gateway(chosen["google_gateway"]):
        raise SettingsError(root / SETTINGS_FILE, "google_gateway")
    if chosen["cloud_private"] not in _CLOUD_PRIVATE:
        raise SettingsError(root / SETTINGS_FILE, "cloud_private")
    return Workspace(
        root=root,
        source=_source(root, chosen),
        public=root / chosen["public"],
        packs=root / chosen["packs"],
        ledger=root / chosen["ledger"],
        state=root / chosen["state"],
        site=root / chosen["site"],
    )


def _is_gateway(text: str) -> bool:
    """True for none, or one that nobody on the way can listen to: what goes there opens a sheet."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    is_here = parts.scheme == "http" and host in _LOOPBACK
    return not text or is_here or (parts.scheme == "https" and bool(host))


def _source(root: Path, chosen: Mapping[str, str]) -> SourceAddress:
    def file(key: str) -> Path | None:
        return root / chosen[key] if chosen[key] else None

    return SourceAddress(
        text=chosen["source"],
        root=root,
        companion=file("companion"),
        account=file("google_account"),
        writer=file("google_writer"),
        gateway=chosen["google_gateway"],
        allows_private=chosen["cloud_private"] == "allow",
    )


def _from_file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(path) from error
    for key, value in data.items():
        if key not in DEFAULTS or not isinstance(value, str):
            raise SettingsError(path, key)
    return data
