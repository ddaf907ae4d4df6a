"""The public site: view, pages, editions, MkDocs, and the look over what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from builders.editions import Edition
from builders.gate import refuse_leaks, site_folders
from builders.keys import content_key
from builders.ledger import Ledger, Record
from builders.memory import Memory, Part, Past
from builders.outputs.inputs import Inputs, Made
from builders.public.page import Draft, Page
from builders.public.pages import HOME, content_drafts, editions_draft, sign
from builders.public.press import Press, make_press
from builders.public.search import PATH as SEARCH_DATA
from builders.public.search import search_data
from builders.public.site import SiteError, SiteParts, build_site
from builders.public.verify import verify_site
from builders.publish import PublishError
from builders.release import folder_key, release
from builders.shown import Shown
from builders.stamping import digest_of, history, make_record, stamp
from builders.trees import MANIFEST, Sealed, file_names, manifest_of, read_listed, seal, take_over

_REST = ""
"""The part of everything that is no generated page: no page has a blank path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContent:
    """Everything generated that MkDocs turns into the site, and the state it publishes.

    ``heads`` are those of all pages; ``parts`` what to remember of each, with the file of those
    that lie there already and are not among the ``framed`` ones.
    """

    heads: tuple[Page, ...]
    parts: Mapping[str, Part]
    framed: SiteParts
    record: Record


def site_content(shown: Shown, ledger: Ledger, past: Past | None = None) -> SiteContent:
    """The generated pages with their editions; those that the past has already are left out."""
    view, entries, as_of = shown.view, shown.entries, shown.as_of
    previous = ledger.public[-1] if ledger.public else None
    press = make_press(view)
    drafts = tuple(content_drafts(press, history(ledger.public, entries, as_of)))
    desk = _Desk(press, past or Past())
    digests = {draft.path: desk.digest(draft) for draft in drafts}
    editions = stamp(digests, previous, as_of)
    record = make_record(editions, entries, previous, as_of)
    listing = editions_draft(tuple(draft.head for draft in drafts), editions, record.whole, press)
    desk.digest(listing)
    drafts = (*drafts, listing)
    heads = tuple(draft.head for draft in drafts)
    base_url = view.settings.public_base_url
    # A page names the site, its own address and, among the indexes, its neighbours.
    frame = content_key((base_url, [(head.path, head.title) for head in heads if head.in_nav]))
    pages = [desk.finish(one, editions.get(one.path), record.whole, frame) for one in drafts]
    framed = SiteParts(
        pages=tuple(page for page in pages if page.body or page.in_nav),
        paths=tuple(head.path for head in heads),
        extra_files={SEARCH_DATA: search_data(view)},
        base_url=base_url,
    )
    return SiteContent(heads=heads, parts=desk.parts, framed=framed, record=record)


class _Desk:
    """Makes pages out of drafts, but none that lies there already."""

    def __init__(self, press: Press, past: Past) -> None:
        self.parts: dict[str, Part] = {}
        self._press = press
        self._past = past
        self._printed: dict[str, Page] = {}

    def digest(self, draft: Draft) -> str:
        """The digest of the page's words, from memory where it was made from the same before."""
        key = self._press.key(draft)
        known = self._past.memory.parts.get(draft.path)
        if known is None or known.key != key:
            page = self._print(draft)
            known = Part(key=key, files={}, digest=words_digest(page))
        self.parts[draft.path] = known
        return known.digest

    def finish(self, draft: Draft, edition: Edition | None, library: Edition, frame: str) -> Page:
        """The signed page; only its head where it lies there signed and framed alike."""
        part = self.parts[draft.path]
        whole = library if edition is None or draft.path == HOME else ""
        signed = f"{edition} {whole} {frame}"
        if part.files and part.signed == signed and self._past.still_has(part):
            return draft.head
        self.parts[draft.path] = replace(part, signed=signed, files={})
        return sign(self._print(draft), edition, library, self._press)

    def _print(self, draft: Draft) -> Page:
        if draft.path not in self._printed:
            self._printed[draft.path] = self._press.print(draft)
        return self._printed[draft.path]


def words_digest(page: Page) -> str:
    """The digest of a page's words before it is signed: what its edition tells."""
    return digest_of([page.title, page.description, page.body])


def make_site(inputs: Inputs, folder: Path) -> Made:
    """Build the site into an empty folder, named from the root; unchanged files are taken over.

    Raises ``SiteError`` where a link leads nowhere, ``PublishError`` where a page is not there.
    """
    inputs.progress("public", 0, 1)
    made = _make_site(inputs, folder)
    inputs.progress("public", 1, 1)
    return made


def _make_site(inputs: Inputs, folder: Path) -> Made:
    past = inputs.past.get("public", Past())
    laid = lay_site(inputs.site_config, inputs.shown, inputs.ledger, past, folder)
    memory, files = past.memory.within(laid.memory.frame), laid.sealed.files
    digest = inputs.gate.digest
    if memory.gate == digest:
        passed = _listed(memory)
        same = {name for name, one in files.items() if passed.get(name) == one}
        refuse_leaks(inputs.gate, folder, same, partial(_as_passed, past.folder, passed))
    else:
        refuse_leaks(inputs.gate, folder)
    inputs.take_up("public", inputs.ledger.public, laid.content.record)
    return Made(
        edition=str(laid.content.record.whole),
        parts=len(laid.content.heads),
        renewed=len(laid.renewed),
        differs=laid.sealed.differs,
        taken=laid.taken,
        memory=replace(laid.memory, gate=digest),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A whole site in its folder: looked over, but not searched for what is private.

    ``renewed`` are the paths of the pages that were made anew, ``taken`` the files that were taken
    over with their digests. The ``memory`` names no gate.
    """

    content: SiteContent
    sealed: Sealed
    renewed: frozenset[str]
    taken: Mapping[str, str]
    memory: Memory


def lay_site(config: Path, shown: Shown, ledger: Ledger, past: Past, folder: Path) -> Laid:
    """Lay the site into an empty folder; what the past has already is taken over from there.

    Raises what ``make_site`` raises.
    """
    past = replace(past, memory=past.memory.within(_frame(config)))
    content = site_content(shown, ledger, past)
    made = frozenset(page.path for page in content.framed.pages if page.body)
    rest = past.memory.parts.get(_REST)
    is_whole = not made and rest and rest.key == _rest_key(content) and past.still_has(rest)
    known = _known(content, rest if is_whole else None)
    if not is_whole:
        build_site(config, content.framed, folder)
    take_over(past.folder, folder, known)
    _refuse_missing(content.heads, folder)
    if not is_whole:
        _refuse_faults(folder, known, past, content.framed.base_url)
    sealed = seal(past.folder, folder, str(content.record.whole), known)
    memory = _remembered(past.memory.frame, content, sealed.files)
    return Laid(content=content, sealed=sealed, renewed=made, taken=known, memory=memory)


def page_parts(shown: Shown, ledger: Ledger, past: Past) -> Mapping[str, Part]:
    """What the words of each page are, by its path, without a site; that about editions is not one.

    Pages that the past knows are not made for it.
    """
    press = make_press(shown.view)
    desk = _Desk(press, past)
    for draft in content_drafts(press, history(ledger.public, shown.entries, shown.as_of)):
        desk.digest(draft)
    return desk.parts


def _frame(config: Path) -> str:
    """The key of what every page is made with: the program, and the hand-written side."""
    folders = [folder_key(folder) for folder in site_folders(config)]
    return content_key((release(), config.read_bytes(), folders))


def _rest_key(content: SiteContent) -> str:
    """The key of all files that are not generated pages."""
    framed = content.framed
    indexes = [(head.path, head.title) for head in content.heads if head.in_nav]
    return content_key((framed.paths, framed.extra_files, framed.base_url, indexes))


def _known(content: SiteContent, rest: Part | None) -> dict[str, str]:
    """The files to take over, with their digests."""
    parts = [content.parts[head.path] for head in content.heads]
    return {name: digest for part in (*parts, rest) if part for name, digest in part.files.items()}


def _refuse_faults(folder: Path, known: Mapping[str, str], past: Past, base_url: str) -> None:
    problems = verify_site(folder, known.keys(), past.folder, base_url)
    if problems:
        raise SiteError("\n".join(problems))


def _remembered(frame: str, content: SiteContent, files: Mapping[str, str]) -> Memory:
    parts = {
        path: part if part.files else replace(part, files={path: files[path]})
        for path, part in content.parts.items()
    }
    rest = {name: digest for name, digest in files.items() if name not in parts}
    return Memory(frame=frame, parts={**parts, _REST: Part(key=_rest_key(content), files=rest)})


def _listed(memory: Memory) -> dict[str, str]:
    return {name: digest for part in memory.parts.values() for name, digest in part.files.items()}


def _as_passed(folder: Path, passed: Mapping[str, str], name: str) -> bytes | None:
    """A file of the tree before, or its list, as it passed the gate; ``None`` for any other."""
    if name == MANIFEST:
        return manifest_of("", passed)
    return read_listed(folder / name, passed[name]) if name in passed else None


def _refuse_missing(heads: tuple[Page, ...], folder: Path) -> None:
    names = set(file_names(folder))
    for head in heads:
        if head.path not in names:
            raise PublishError(folder / head.path, code="INCOMPLETE")
