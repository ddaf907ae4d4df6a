"""Addresses of public pages, for the codes that residents scan from paper."""

from __future__ import annotations

import io

import segno

from registry.views.public import PublicSettings

_FOLDERS = {"policies": "p", "services": "v", "resources": "r", "stations": "s"}


def page_address(settings: PublicSettings, tab: str, identifier: str) -> str:
    """The public page of a row; blank while the street has no address on the web."""
    base = settings.public_base_url.rstrip("/")
    if not base.startswith(("https://", "http://")):
        return ""
    return f"{base}/{_FOLDERS[tab]}/{identifier}.html"


def code_image(address: str) -> str:
    """A QR code as SVG text, with a narrow quiet margin; blank for a blank address."""
    if not address:
        return ""
    target = io.BytesIO()
    segno.make_qr(address, error="m").save(
        target, kind="svg", border=1, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return target.getvalue().decode("utf-8")
