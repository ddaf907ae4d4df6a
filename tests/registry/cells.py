"""Cells read by themselves, with a small vocabulary."""

from __future__ import annotations

from registry.fields import (
    Context,
    Parsed,
    Places,
    Vocabulary,
    Words,
    fold,
    load_marks,
    make_words,
    parse,
)
from registry.schema import Column, Kind

TERMS = make_words(
    {fold(word): code for word, code in (("低保", "t-low"), ("医疗、康复", "t-care"))},
    {"t-low": "低保", "t-care": "医疗、康复"},
)
VOCABULARY = Vocabulary(
    choices={"status": Words(codes={"草稿": "draft"}, labels={"draft": "草稿"})},
    terms={"audience": TERMS},
    rows={"policies": Words(codes={"p001": "P001", "p012": "P012"})},
    numbers={"policies": {"p1": "P001", "p12": "P012"}},
    names={"policies": Words(codes={"最低生活保障": "P001", "临时救助": "P012"})},
    titles={"policies": "政策库"},
    places=Places(
        everywhere=frozenset({"全街道"}),
        stations={
            "s01": ("S01",),
            "东浜": ("S01",),
            "东浜居民区": ("S01",),
            "万村": ("S02", "S00"),
        },
        labels={"s01": "S01", "东浜": "东浜", "东浜居民区": "东浜居民区", "万村": "万村"},
    ),
    hosts=("sh.gov.cn",),
)
OF = {Kind.CHOICE: "status", Kind.TERM: "audience", Kind.TERMS: "audience"}


def read(text: str, kind: Kind) -> Parsed:
    column = Column(key="x", kind=kind, of=OF.get(kind, "policies"))
    return parse(text, Context(column=column, vocabulary=VOCABULARY, marks=load_marks()))


def value(text: str, kind: Kind) -> object:
    parsed = read(text, kind)
    assert parsed.faults == ()
    return parsed.value


def fault(text: str, kind: Kind) -> tuple[str, str]:
    (found,) = read(text, kind).faults
    return found.code, found.suggestion
