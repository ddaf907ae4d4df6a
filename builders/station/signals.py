"""The identification checklist: what to look for, by need dimension."""

from __future__ import annotations

from builders.editions import ListStamp
from builders.station.groups import by_term
from builders.station.model import Checklist, Entry, filled
from builders.station.words import Words
from registry.views.station import StationSignal, StationView


def signal_list(view: StationView, stamp: ListStamp, words: Words) -> Checklist:
    """All signals of the station under their need dimensions."""
    placed = [
        (signal.need_dimension.id if signal.need_dimension else "", _entry(signal, words))
        for signal in view.signals
    ]
    rest = (words.say("group", "other_needs"), "")
    return Checklist(
        key="signals",
        title=words.say("title", "signals"),
        labels=words.labels["signals"],
        groups=by_term(view.taxonomy("need_dimension"), placed, rest=rest),
        stamp=stamp,
    )


def _entry(signal: StationSignal, words: Words) -> Entry:
    dimension = signal.need_dimension
    cells = {
        "need_dimension": dimension.name if dimension else "",
        "degree": words.wording.choice("degree", signal.degree),
        "observation": signal.observation,
        "question": signal.question,
        "response_time": words.known(signal.response_time),
        "first_step": words.known(signal.first_step),
        "duty_to_report": signal.duty_to_report,
        "audiences": words.names(signal.audiences),
        "services": words.references(signal.services),
        "policies": words.references(signal.policies),
        "source": words.sourced(signal.source),
    }
    return Entry(id=signal.id, marks=(), cells=filled(cells))
