"""Packs on the move: a tree of packs in which every file opens with its station's password only."""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from builders.trees import file_names, write_manifest
from registry.memory import with_collection

_PDF = ".pdf"
_AES_256: Final = 6
"""The revision of PDF encryption that is AES-256 with a hardened password check."""
_OWNER_BYTES = 32


def encrypted(pdf: bytes, password: str) -> bytes:
    """The document behind a password: it may be printed and read aloud, not changed.

    Nobody knows the owner's password, so nobody can take the restrictions off. Not the same
    bytes twice.
    """
    import pikepdf  # noqa: PLC0415  # heavy, and few builds encrypt

    allowed = pikepdf.Permissions(
        accessibility=True,
        extract=True,
        modify_annotation=False,
        modify_assembly=False,
        modify_form=False,
        modify_other=False,
        print_highres=True,
        print_lowres=True,
    )
    owner = secrets.token_urlsafe(_OWNER_BYTES)
    encryption = pikepdf.Encryption(owner=owner, user=password, R=_AES_256, allow=allowed)
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        # One stream for many small objects is a third smaller, and quicker to encrypt.
        packed = pikepdf.ObjectStreamMode.generate
        document.save(result, encryption=encryption, object_stream_mode=packed)
    return result.getvalue()


@with_collection()
def seal_packs(folder: Path, edition: str, passwords: Mapping[str, str]) -> None:
    """Encrypt the PDFs of a finished tree of packs and remove what cannot be encrypted.

    ``passwords`` has one for the station of every pack. A file may lie in the published tree too,
    so it is replaced, never written into.
    """
    for name in sorted(file_names(folder)):
        path = folder / name
        if not name.endswith(_PDF):
            path.unlink()
            continue
        draft = path.with_suffix(".draft")
        draft.write_bytes(encrypted(path.read_bytes(), passwords[_station(name)]))
        draft.replace(path)
    write_manifest(folder, edition)


def _station(name: str) -> str:
    """The station whose pack holds that file; no id has a hyphen in it."""
    return name.partition("/")[0].partition("-")[0]
