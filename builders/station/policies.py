"""The policies in short, as an advisor needs them on paper; the whole text stands on the site."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from builders.aging import until_words
from builders.editions import ListStamp
from builders.station.figures import announced
from builders.station.freshness import marks_of, of_policy, verified_cell
from builders.station.groups import by_term
from builders.station.links import page_address
from builders.station.model import Checklist, Entry, filled
from builders.station.words import Words
from registry.views.public import PublicBenefit, PublicDocument, PublicPolicy, PublicSeries
from registry.views.station import StationPolicy, StationView


def policy_list(view: StationView, stamp: ListStamp, words: Words) -> Checklist:
    """All policies in force, by category, each with its newest figures and the advisors' hint."""
    series = {one.term.id: one for one in view.series}
    placed = [
        (row.public.category.id if row.public.category else "", _entry(row, view, series, words))
        for row in view.policies
        if not row.public.retired
    ]
    return Checklist(
        key="policies",
        title=words.say("title", "policies"),
        labels=words.labels["policies"],
        groups=by_term(
            view.taxonomy("policy_category"),
            placed,
            rest=(words.say("group", "uncategorized"), ""),
        ),
        stamp=stamp,
    )


def benefit_lines(
    benefits: Iterable[PublicBenefit], series: dict[str, PublicSeries], words: Words
) -> tuple[str, ...]:
    """The tiers, one a line: what each gives, and how new that is.

    Where several are equally new, that is told once, in a first line that ends with a colon.
    """
    told = [(_given(one, series, words), _state(one, words)) for one in benefits]
    states = {state for _, state in told}
    if len(told) > 1 and len(states) == 1:
        head = words.say("value", "state_of_all", state=states.pop())
        return (head, *(text for text, _ in told))
    return tuple(words.say("value", "with_state", text=text, state=state) for text, state in told)


def _state(benefit: PublicBenefit, words: Words) -> str:
    state = words.wording.state(benefit)
    until = until_words(benefit, words.wording)
    return words.say("value", "state_until", state=state, until=until) if until else state


def _given(benefit: PublicBenefit, series: dict[str, PublicSeries], words: Words) -> str:
    wording = words.wording
    standard = series.get(benefit.standard.id) if benefit.standard else None
    given = wording.given(benefit, standard)
    if given and benefit.text:
        text = words.say("value", "with_text", figure=given, text=benefit.text)
    else:
        text = given or benefit.text or words.known("")
    if not benefit.tier:
        return text
    return words.say("value", "tier", tier=benefit.tier, text=text)


def _entry(
    row: StationPolicy, view: StationView, series: dict[str, PublicSeries], words: Words
) -> Entry:
    public = row.public
    verified = of_policy(public)
    cells = {
        "name": public.name,
        "aliases": words.wording.join(public.aliases),
        "category": public.category.name if public.category else "",
        "notices": "\n".join(_notices(public, words)),
        "summary": public.summary,
        "who": public.who,
        "figures": _figures(public, series, words),
        "documents": "\n".join(_documents(public.documents, words)),
        "apply_at": words.known(public.apply_at),
        "decided_by": words.known(public.decided_by),
        "time_limit": words.known(public.time_limit),
        "phone": words.known(public.phone),
        "advisor_hint": row.advisor_hint,
        "verified_on": verified_cell(public, verified, words),
    }
    return Entry(
        id=public.id,
        marks=marks_of(verified, internal=row.internal),
        cells=filled(cells),
        address="" if row.internal else page_address(view.settings, "policies", public.id),
    )


def _shown(public: PublicPolicy) -> Iterable[PublicBenefit]:
    """The present tiers, the newest earlier figure where there is none, and what is announced."""
    told = {"superseded", "to_come"}
    newest = [benefit for benefit in public.benefits if benefit.state not in told]
    yield from newest
    if not any(benefit.has_figure or benefit.standard for benefit in newest):
        older = (b for b in public.benefits if b.state == "superseded" and b.has_figure)
        yield from itertools.islice(older, 1)
    yield from announced(public.benefits)


def _figures(public: PublicPolicy, series: dict[str, PublicSeries], words: Words) -> str:
    """The tiers; where all of them are still to come, nothing may be taken for the present."""
    shown = tuple(_shown(public))
    lines = benefit_lines(shown, series, words)
    if shown and all(benefit.state == "to_come" for benefit in shown):
        each = (line for one in shown for line in benefit_lines([one], series, words))
        lines = (words.say("value", "present_unknown"), *each)
    return words.known("\n".join(lines))


def _notices(public: PublicPolicy, words: Words) -> Iterable[str]:
    for notice in public.notices:
        yield words.wording.say(f"notice.{notice}.title", area=public.area)
    if public.alert:
        yield public.alert


def _documents(documents: Iterable[PublicDocument], words: Words) -> Iterable[str]:
    for document in documents:
        form = words.wording.choice("document_form", document.form)
        name = document.name
        text = words.say("value", "document", name=name, form=form) if form else name
        if document.needed_when:
            text = words.say("value", "tier", tier=text, text=document.needed_when)
        yield text
