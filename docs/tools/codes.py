"""Write the page about the codes of a check from the words of the locale: ``make docs``.

The examples are real: each code is told about the spoiled sheet that the tests have for it.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from registry.check import check
from registry.check.catalogue import SEVERITIES
from registry.diagnostics import Address, Diagnostic
from registry.locale import load_locale
from registry.report import explain
from registry.snapshot import Snapshot
from tests.registry.sheets import AS_OF, sheet
from tests.registry.spoiled import place, policy, snapshots

PAGE = Path(__file__).parents[1] / "检查代码.md"

HEAD = """# 检查代码

检查结果每一条后面括号里的是代码，例如 (C001)。在这一页找到它，看为什么报、怎样改。

这一页由 `make docs` 从软件的文字写出，请不要手改。例子里的表是假的。

- **错误**：不改完不发布，原来的网站和清单原样不动。草稿和待审核的行里的错误只算警告。
- **警告**：可以发布，请尽快看。
- **提示**：可以发布，知道就行。
- **停下**：整份表格读不了，或写不回去；已发布的内容一点没有动。
"""
GROUPS = {
    "A": ("表和表头", "核对有哪些表、第一行有哪些表头的时候"),
    "B": ("整行", "核对编号、必填的格子和重复的名称的时候"),
    "C": ("单元格", "逐格读内容的时候，按这一列该填什么来看"),
    "D": ("引用", "一格提到另一行的编号的时候"),
    "E": ("起止日期", "比对开始、结束、施行、失效这些日期的时候"),
    "F": ("核实", "看核实日期、截至日期的时候"),
    "G": ("待遇与停用", "看数额、单位、性质和停用的政策的时候"),
    "P": ("个人信息", "每一格都查，自己加的表和列也查"),
    "R": ("读取时发现的", "打开文件、把云端和内部表格拼在一起的时候"),
    "S": ("读不了、写不回", "打开表格或写回检查结果的时候，还没有看内容"),
    "T": ("设置", "读“设置”表的时候"),
}
STOPS = "停下"
UNAPPROVED = "F005"
UNPRINTABLE = "\U0001f381"
SAMPLES = {
    "name": "救助政策资源库.xlsx",
    "line": "12",
    "kind": load_locale().messages["kinds"]["pdf"],
    "account": "reader@example.iam.gserviceaccount.com",
}
NAMED = {
    "S005": "policies.csv",
    "S007": "policies.csv",
    "S008": "救助政策资源库.xls",
    "S010": "政策库.csv",
    "S020": "https://docs.google.com/document/d/1/edit",
    "S022": "密钥文件.json",
    "S034": "检查结果",
}


def page() -> str:
    """The whole page; the same on every call."""
    words = load_locale().messages
    codes = sorted(key for key in words if key in SEVERITIES or is_of_a_source(key))
    parts = [HEAD]
    for letter, group in groupby(codes, key=lambda code: code[0]):
        title, when = GROUPS[letter]
        parts.append(f"## {letter} {title}\n\n什么时候查：{when}。\n")
        parts += [_entry(code) for code in group]
    return "\n".join(parts)


def is_of_a_source(key: str) -> bool:
    """True for the codes of what stops a check before it begins."""
    return key[0] == "S" and key[1:].isdecimal()


def _entry(code: str) -> str:
    words = load_locale().messages[code]
    is_source = is_of_a_source(code)
    severity = STOPS if is_source else load_locale().messages["report"][SEVERITIES[code].value]
    example = _refusal(code) if is_source else _told(code)
    lines = (
        f"### {code} {words['title']}\n",
        f"- 轻重：{severity}",
        f"- 什么时候报：{_open(words['text'], words.get('expected', ''))}",
        f"- 例子：{example}",
        f"- 怎样改：{_open(words['remedy'])}\n",
    )
    return _plain("\n".join(lines))


def _open(template: str, expected: str = "") -> str:
    """The sentence with dots where each case has its own words."""
    blanks = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    values = dict.fromkeys(blanks, "……")
    return template.format(**values | ({"expected": _open(expected)} if expected else {}))


def _refusal(code: str) -> str:
    values = SAMPLES | ({"name": NAMED[code]} if code in NAMED else {})
    return load_locale().messages[code]["text"].format(**values)


def _told(code: str) -> str:
    told = explain(_example(code), load_locale())
    return f"{told.place}{told.message}{told.suggestion}"


def _example(code: str) -> Diagnostic:
    if code == UNAPPROVED:
        return _unapproved()
    found = check(_sheets()[code], AS_OF, _missing).diagnostics
    return next(problem for problem in found if problem.code == code)


def _unapproved() -> Diagnostic:
    """Told only where it is known what was approved before."""
    tab, header = load_locale().tabs["policies"], load_locale().header("policies", "status")
    address = Address(tab=tab, row=2, column=place("policies", "status"), header=header)
    return Diagnostic(code=UNAPPROVED, severity=SEVERITIES[UNAPPROVED], address=address)


def _sheets() -> Mapping[str, Snapshot]:
    return {**snapshots(), "C090": sheet(policy(alert=f"请早点来{UNPRINTABLE}"))}


def _missing(text: str) -> str:
    return UNPRINTABLE if UNPRINTABLE in text else ""


def _plain(text: str) -> str:
    """The text as it is for Markdown: no sign of it is markup, no address a link."""
    return text.replace("***", r"\*\*\*").replace("<", r"\<")


def main() -> int:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
