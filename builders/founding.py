"""Another street's workspace: settings, a workbook to fill, and what the site is framed by."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

from builders.faithful import write_faithful
from builders.fresh import new_folder
from builders.workspace import Workspace, find_workspace
from registry.snapshot import Snapshot
from registry.template import demo_snapshot, empty_snapshot
from registry.template.street import for_street

_PACKAGED = "site_skeleton"
_SKELETON = ("mkdocs.yml", "site_src")
_STARTS = "docs/windows"
"""What Windows starts by a double click, and the line ends that it needs."""


def found(folder: Path, name: str, code: str, *, with_demo: bool) -> Workspace:
    """Make a workspace that can be checked and built, with the sample street's rows or none.

    On Windows it can be checked and previewed by a double click on files that lie in it.

    Raises ``NewError`` where something stands at ``folder`` already that is not an empty folder.
    """
    with new_folder(folder) as stage:
        _copy_skeleton(stage)
        for file, target in (("jieyou.toml", "jieyou.toml"), ("gitignore", ".gitignore")):
            source = resources.files("builders").joinpath("templates", "workspace", file)
            (stage / target).write_bytes(source.read_bytes())
        write_faithful(
            _sheet(name, code, with_demo=with_demo), find_workspace(stage, {}, {}).source.path
        )
    return find_workspace(folder, {}, {})


def _sheet(name: str, code: str, *, with_demo: bool) -> Snapshot:
    return for_street(demo_snapshot() if with_demo else empty_snapshot(), name, code)


def _copy_skeleton(folder: Path) -> None:
    """The frame of the site: beside the packages in a checkout, inside of them once installed."""
    package = Path(str(resources.files("builders")))
    home = package / _PACKAGED
    home = home if home.is_dir() else package.parent
    for name in _SKELETON:
        if (home / name).is_dir():
            shutil.copytree(home / name, folder / name, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(home / name, folder / name)
    shutil.copytree(home / _STARTS, folder, copy_function=shutil.copyfile, dirs_exist_ok=True)
