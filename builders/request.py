"""What a build is asked for, where it goes, and what of it is refused before anything is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from builders.fresh import NewError
from builders.gate import site_folders
from builders.ledger import newest_day
from builders.outputs.catalogue import OUTPUTS
from builders.outputs.inputs import Progress
from builders.publish import Publisher, PublishError
from builders.workspace import Workspace
from registry.sources import SourceAddress


class RequestError(Exception):
    """Options that contradict each other or what there is; ``key`` says which.

    ``known`` is what ``value`` was held against.
    """

    def __init__(self, key: str, value: str = "", known: str = "") -> None:
        super().__init__(f"{key} {value} {known}")
        self.key = key
        self.value = value
        self.known = known


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build for which day; with ``out`` the trees go there and nothing is published.

    ``today`` is the day by the clock, where ``as_of`` is another one.
    With a ``password_file`` the packs hold encrypted PDFs only.
    An edition that lost suspiciously much is published only where it ``may_shrink``, one of a
    sheet that cannot be reached only where it ``may_be_stale``.
    """

    workspace: Workspace
    as_of: date
    only: tuple[str, ...] = ()
    stations: tuple[str, ...] = ()
    out: Path | None = None
    password_file: Path | None = None
    jobs: int = 1
    may_shrink: bool = False
    may_be_stale: bool = False
    today: date | None = None
    progress: Progress = field(default=lambda _name, _done, _total: None)

    @property
    def source(self) -> SourceAddress:
        """Where the sheet is; the public side alone needs no companion, which may be elsewhere."""
        address = self.workspace.source
        is_public = output_names(self) == ("public",) and not address.allows_private
        return replace(address, companion=None) if is_public and address.is_google else address


def refuse_contradictions(request: BuildRequest) -> None:
    """Raise ``RequestError`` where the options do not go together, or name what is not there."""
    partial = bool(request.only or request.stations)
    if partial and request.out is None:
        raise RequestError("out_needed")
    for name in request.only:
        if name not in OUTPUTS:
            raise RequestError("unknown_output", name)
    if request.password_file and "packs" not in output_names(request):
        raise RequestError("password_unused")
    if request.workspace.source.lacks_private and "packs" in output_names(request):
        raise RequestError("companion_needed")
    if not request.workspace.site.is_file():
        raise RequestError("site_file", str(request.workspace.site))


def output_names(request: BuildRequest) -> tuple[str, ...]:
    """The outputs that are asked for, in their order."""
    return request.only or (("packs",) if request.stations else tuple(OUTPUTS))


def refuse_earlier_day(request: BuildRequest) -> None:
    """A clock that went back must not publish editions older than those that are out."""
    newest = newest_day(request.workspace.ledger)
    if request.out is None and newest and request.as_of < newest:
        raise RequestError("earlier_day", request.as_of.isoformat(), newest.isoformat())


def publisher_for(request: BuildRequest) -> Publisher:
    """What puts the trees where they are asked for; ``PublishError`` where that would do harm."""
    workspace = request.workspace
    published = published_trees(workspace)
    if request.out is None:
        publisher = Publisher(state=workspace.state, targets=published, ledger=workspace.ledger)
        _refuse_overlap(request, publisher, ())
        return publisher
    out = request.out.resolve()
    targets = {tree: (out / tree).resolve() for tree in published}
    publisher = Publisher(state=out / ".jieyou", targets=targets, ledger=workspace.ledger)
    _refuse_overlap(request, publisher, tuple(published.values()))
    return publisher


def published_trees(workspace: Workspace) -> dict[str, Path]:
    """Where each tree of a workspace is published."""
    return {"public": workspace.public.resolve(), "packs": workspace.packs.resolve()}


def _refuse_overlap(
    request: BuildRequest, publisher: Publisher, published: tuple[Path, ...]
) -> None:
    """Nothing private may lie below a folder that is served, nothing of use in one replaced."""
    trees = (*publisher.targets.values(), *published)
    workspace = request.workspace
    address = workspace.source
    kept = [workspace.site, workspace.ledger, workspace.state, publisher.state]
    kept += [address.path] if address.is_local else []
    private = (request.password_file, address.companion, address.account, address.writer)
    secret = [path.resolve() for path in (*kept[1:], *private) if path]
    others = (*trees, *secret, workspace.site.resolve())
    served = site_folders(workspace.site) if workspace.site.is_file() else ()
    for folder in served:
        # What lies there is copied into the site as it is.
        for path in secret:
            if path.is_relative_to(folder.resolve()):
                raise PublishError(path, folder, code="OVERLAP")
    for place, tree in enumerate(trees):
        for other in (*others[:place], *others[place + 1 :]):
            if other.is_relative_to(tree):
                raise PublishError(other, tree, code="OVERLAP")


def refuse_in_outputs(workspace: Workspace, target: Path) -> None:
    """Raise ``NewError`` for a place that is served to everybody, or replaced by a build."""
    outputs = [workspace.public, workspace.packs, workspace.ledger, workspace.state]
    if workspace.site.is_file():
        # What lies beside the hand-written pages goes into the site as it is.
        outputs += site_folders(workspace.site)
    if any(target.resolve().is_relative_to(tree.resolve()) for tree in outputs):
        raise NewError(target, code="NEW_IN_OUTPUT")
