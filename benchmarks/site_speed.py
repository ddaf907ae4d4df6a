"""What the public build costs, against plain ``mkdocs build`` of the same pages on disk.

Ours goes from the checked registry to the finished folder: views, editions, pages, search data,
frame. The other gets the finished pages as Markdown files and only puts the frame around them,
with the same theme settings, the indexes in the navigation, no search and no plugin. Every build
is a process of its own.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from html import unescape
from pathlib import Path

from benchmarks.rounds import alternate, machine, spread, table, versions
from benchmarks.sample import AS_OF, CONFIG, ROOT, registry_of
from benchmarks.street import Size
from benchmarks.workshop import run, workspace
from builders.ledger import Ledger
from builders.outputs.site import SiteContent, site_content
from builders.shown import shown_on

TARGET = 1.3
SIZES = ((5, Size()), (3, Size(policies=500, resources=700, services=400)))
"""How many rounds for a street of which size."""

_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def write_plain_site(content: SiteContent, folder: Path) -> Path:
    """The pages as files for MkDocs below a folder; returns the configuration to build them."""
    sources = folder / "docs"
    shutil.copytree(CONFIG.parent / "site_src" / "docs", sources)
    for page in content.framed.pages:
        head = {"title": page.title, "description": page.description}
        lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in head.items()]
        text = "\n".join(["---", *lines, "---", "", page.body])
        _write(sources / page.path.replace(".html", ".md"), text.encode())
    for path, data in content.framed.extra_files.items():
        _write(sources / path, data)
    settings = {
        "INHERIT": str(CONFIG),
        "site_name": next(page.title for page in content.framed.pages if page.path == "index.html"),
        "docs_dir": str(sources),
        "site_dir": str(folder / "site"),
        "theme": {"custom_dir": str(ROOT / "site_src" / "overrides")},
        "plugins": [],
        "nav": [page.path.replace(".html", ".md") for page in content.framed.pages if page.in_nav],
    }
    config = folder / "mkdocs.yml"
    config.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    return config


def plain_build(config: Path, target: Path) -> float:
    """CPU seconds of ``mkdocs build`` in its own process."""
    return run("-m", "mkdocs", "build", "--quiet", "-f", str(config), "-d", str(target)).cpu


def our_build(workbook: Path, target: Path) -> float:
    """CPU seconds of our build in its own process, less the reading of the sheet."""
    done = run("-m", "benchmarks.site_build", str(workbook), str(target))
    return done.cpu - float(done.output)


def differing_pages(content: SiteContent, ours: Path, other: Path) -> tuple[str, ...]:
    """The paths of pages whose readable text is not the same in both sites."""
    paths = [page.path for page in content.framed.pages]
    return tuple(path for path in paths if _words(ours / path) != _words(other / path))


def main() -> int:
    """Print the figures."""
    sys.stdout.write("The public site built, ours against plain mkdocs build of the same pages\n")
    sys.stdout.write(f"{machine()}\n{versions('mkdocs', 'mkdocs-material', 'Markdown')}\n")
    return max(_compared(rounds, size) for rounds, size in SIZES)


def _compared(rounds: int, size: Size) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = workspace(folder / "street", size)
        content = site_content(shown_on(registry_of(workbook), AS_OF), Ledger())
        config = write_plain_site(content, folder)
        ours, other = folder / "ours", folder / "plain"
        result = alternate(
            rounds, lambda _: our_build(workbook, ours), lambda _: plain_build(config, other)
        )
        different = differing_pages(content, ours, other)
    pages = f"{len(content.framed.pages)}"
    rows = [
        [f"{size.policies} policies", "CPU seconds", "pages", "pages that read differently"],
        ["ours", f"{result.ours:.2f}", pages, f"{len(different)}"],
        ["mkdocs build", f"{result.other:.2f}", pages, ""],
    ]
    ratios = result.times_slower()
    sys.stdout.write(f"{table(rows)}\n")
    sys.stdout.write(f"ours takes {spread(ratios)} of mkdocs build; wanted: at most {TARGET} x\n")
    return 0 if not different else 1


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _words(path: Path) -> str:
    text = _TAG.sub("", _SCRIPT.sub("", path.read_text("utf-8")))
    return "".join(unescape(text).split())


if __name__ == "__main__":
    sys.exit(main())
