"""The public site: view, pages, editions, MkDocs, and the look over what came out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builders.ledger import Ledger, Record, new_record
from builders.outputs.inputs import Inputs, Made
from builders.public.page import Page
from builders.public.pages import content_pages, finish_pages
from builders.public.search import PATH as SEARCH_DATA
from builders.public.search import search_data
from builders.public.site import SiteError, build_site, verify_site
from builders.publish import PublishError
from builders.stamping import digest_of, history, make_record, stamp
from builders.trees import write_manifest
from registry.model import Registry
from registry.views.build import public_view
from registry.views.flatten import public_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """Everything generated that MkDocs turns into the site, and the state it publishes.

    ``base_url`` is the public address of the site, blank while there is none.
    """

    pages: tuple[Page, ...]
    extra_files: dict[str, bytes]
    record: Record
    base_url: str


def site_content(registry: Registry, ledger: Ledger, as_of: date) -> SiteContent:
    """The generated pages with their editions; pure."""
    view = public_view(registry, as_of)
    entries = public_entries(view)
    previous = ledger.public[-1] if ledger.public else None
    pages = content_pages(view, history(ledger.public, entries, as_of))
    digests = {page.path: digest_of([page.title, page.description, page.body]) for page in pages}
    editions = stamp(digests, previous, as_of)
    record = make_record(editions, entries, previous, as_of)
    return SiteContent(
        pages=finish_pages(pages, editions, record.whole, view),
        extra_files={SEARCH_DATA: search_data(view)},
        record=record,
        base_url=view.settings.public_base_url,
    )


def make_site(inputs: Inputs, folder: Path) -> Made:
    """Build the site into an empty folder, named from the root.

    Raises ``SiteError`` where a link leads nowhere, ``PublishError`` where a page is not there.
    """
    inputs.progress("public", 0, 1)
    content = site_content(inputs.registry, inputs.ledger, inputs.as_of)
    build_site(
        inputs.site_config,
        content.pages,
        content.extra_files,
        folder,
        base_url=content.base_url,
    )
    _refuse_missing(content.pages, folder)
    problems = verify_site(folder)
    if problems:
        raise SiteError("\n".join(problems))
    write_manifest(folder, str(content.record.whole))
    inputs.progress("public", 1, 1)
    return Made(
        edition=str(content.record.whole),
        records=new_record("public", inputs.ledger.public, content.record),
        parts=len(content.pages),
    )


def _refuse_missing(pages: tuple[Page, ...], folder: Path) -> None:
    for page in pages:
        if not (folder / page.path).is_file():
            raise PublishError(folder / page.path, code="INCOMPLETE")
