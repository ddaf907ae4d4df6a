"""Every word of the command line and of the checks is used, and every word used is there."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import get_args

import pytest

from builders.collect.proposals import ProposalKind
from builders.collect.ticks import SlipCode
from builders.collect.words import load_words as load_collect_words
from builders.console import load_words
from builders.diff.report import Standing
from builders.diff.words import load_phrases
from builders.doctor import Key
from builders.due.words import load_words as load_due_words
from builders.fresh import NewFault
from builders.links.listing import GROUPS
from builders.links.sight import Reason as LinkReason
from builders.links.words import load_words as load_link_words
from builders.outputs.catalogue import OUTPUTS
from builders.passwords import Fault
from builders.publish import Code
from builders.shrink import Lost
from builders.workbooks import Refusal
from builders.workspace import Origin
from registry.differences import DifferenceKind
from registry.due import DueFact, DueReason, DueState
from registry.locale import load_locale
from registry.schema import CHOICES
from registry.workbook_wording import load_wording

ROOT = Path(__file__).parents[1]


def code(*folders: str) -> str:
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return "\n".join(path.read_text("utf-8") for path in paths)


def console_keys() -> set[str]:
    source = code("builders")
    said = set(
        re.findall(
            r'\bsay\("((?:help|build|preview|doctor|demo|template|pull|init|collect|due|links|copy|rollback|passwords|shrink|diff|error|reason|output)'
            r'\.\w+)"',
            source,
        )
    )
    refused = re.findall(r'RequestError\("(\w+)"', source)
    written = re.findall(r'"(written|kept|older)"', source)
    return said | {
        "init.next",
        "links.asked",
        "init.next_demo",
        "reason.OTHER",
        *(f"error.{key.upper()}" for key in refused),
        *(f"error.{key}" for key in get_args(Code)),
        *(f"error.{key}" for key in get_args(Refusal)),
        *(f"error.{key}" for key in get_args(NewFault)),
        *(f"passwords.{key}" for key in get_args(Fault)),
        *(f"shrink.{lost}" for lost in get_args(Lost)),
        *(f"output.{name}" for name in OUTPUTS),
        *(f"build.made_{name}" for name in OUTPUTS),
        *(f"demo.{key}" for key in written),
        *(f"doctor.{key}" for key in get_args(Key)),
        *(f"doctor.from_{origin}" for origin in get_args(Origin)),
        *(f"doctor.{key}" for key in re.findall(r'"doctor\.(fine|wrong|end_\w+)"', source)),
    }


def test_the_words_of_the_command_line_are_those_in_use() -> None:
    reasons = {f"reason.{name}" for name in errno.errorcode.values()}
    assert set(load_words()) - reasons == console_keys()


def test_the_words_about_collected_lists_are_those_in_use() -> None:
    source = code("builders/collect", "builders/cli")
    told = set(re.findall(r'\btell\(\s*"(\w+)",\s*"(\w+)"', source))
    words = {(section, key) for section, texts in load_collect_words().items() for key in texts}
    assert told <= words
    assert {key for section, key in words if section == "slip"} == set(get_args(SlipCode))
    assert {key for section, key in words if section == "kind"} == set(get_args(ProposalKind))
    rest = {key for section, key in words if section in ("report", "book")}
    assert [key for key in rest if not re.search(rf'"{key}"', source)] == []


def test_the_words_about_what_is_due_are_those_in_use() -> None:
    source = code("builders/due")
    told = set(re.findall(r'\btell\(\s*"(\w+)",\s*"(\w+)"', source))
    words = {(section, key) for section, texts in load_due_words().items() for key in texts}
    assert told <= words
    reasons = set(get_args(DueReason))
    of_figures = {f"{reason}_figure" for reason in ("ended", "lapsed", "changed")}
    expected = {
        "state": set(get_args(DueState)),
        "fact": set(get_args(DueFact)),
        "todo": set(get_args(DueFact)),
        "why": (reasons - {"changed"}) | of_figures,
    }
    for section, keys in expected.items():
        assert {key for group, key in words if group == section} == keys
    rest = {key for section, key in words if section in ("report", "book")}
    assert [key for key in rest if not re.search(rf'"{key}"', source)] == []


def test_the_words_about_links_are_those_in_use() -> None:
    source = code("builders/links")
    told = set(re.findall(r'\btell\(\s*"(\w+)",\s*"(\w+)"', source))
    words = {(section, key) for section, texts in load_link_words().items() for key in texts}
    assert told <= words
    expected = {
        "group": set(GROUPS) - {"fine"},
        "todo": set(GROUPS) - {"fine", "judged"}
        | {f"judged_{verdict}" for verdict in CHOICES["link_verdict"]},
        "why": set(get_args(LinkReason)),
    }
    for section, keys in expected.items():
        assert {key for group, key in words if group == section} == keys
    rest = {key for section, key in words if section in ("report", "book", "page")}
    reasons = {"judged_reason", "lapsed_reason"}
    assert [key for key in rest - reasons if not re.search(rf'"{key}"', source)] == []


@pytest.mark.parametrize("group", ["report", "reading", "personal", "kinds"])
def test_the_words_of_a_group_are_those_in_use(group: str) -> None:
    source = code("registry")
    unused = [
        key
        for key in load_locale().messages[group]
        if not re.search(rf"""\[["']{key}["']\]|"{key}\"""", source)
    ]
    severities = {"error", "warning", "notice"}
    assert set(unused) <= severities if group == "report" else not unused


def test_the_words_of_a_diff_are_those_in_use() -> None:
    template = (ROOT / "builders" / "templates" / "diff" / "page.html.j2").read_text("utf-8")
    source = code("builders/diff") + template
    used = set(re.findall(r'"(\w+\.\w+)"', source))
    made = {
        *(f"total.{standing}" for standing in get_args(Standing)),
        *(f"what.{kind}" for kind in get_args(DifferenceKind)),
        *(f"what.{kind}_{seen}" for kind in ("joined", "left") for seen in ("public", "lists")),
        *(f"what.retired_{told}" for told in ("both", "reason", "successor")),
        *(f"section.{key}" for key in ("public", "stations")),
        *(f"part.{tab}" for tab in ("benefits", "required_documents")),
        *(f"touches.{key}" for key in ("policies", "pages")),
    }
    silent = {"total.compared", "what.changed", "what.figure", "what.joined", "what.left"}
    texts = set(load_phrases().texts)
    assert made - silent <= texts
    assert texts - made <= used


def test_every_word_of_a_report_that_is_asked_for_is_there() -> None:
    source = (ROOT / "registry" / "report.py").read_text("utf-8")
    asked = set(re.findall(r'(?:words|\["report"\])\["(\w+)"\]', source))
    assert asked - {"text", "remedy", "title"} <= load_locale().messages["report"].keys()


def test_the_words_of_what_a_check_found_are_those_in_use() -> None:
    source = code("registry/annotated") + (ROOT / "registry" / "findings.py").read_text("utf-8")
    words = load_wording().findings
    unused = [key for key in words if not re.search(rf"""\[["']{key}["']\]|"{key}\"""", source)]
    assert not unused
    assert set(re.findall(r'(?:words|findings)\["(\w+)"\]', source)) <= words.keys()
