"""Editions in words, and what came of a publication that was interrupted."""

from __future__ import annotations

from collections.abc import Mapping

from builders.console import say, show
from builders.publish import Recovery


def tell_recovered(recovered: Recovery) -> None:
    """Say how an interrupted publication was settled."""
    editions = editions_line(recovered.editions)
    if recovered.was_finished:
        show([say("build.finished", editions=editions)])
    else:
        show([say("build.undone", editions=editions)])


def editions_line(editions: Mapping[str, str]) -> str:
    """The edition of each output, on one line."""
    return say("rollback.between").join(
        say("rollback.edition", output=say("output." + name), edition=edition)
        if edition
        else say("rollback.none", output=say("output." + name))
        for name, edition in editions.items()
    )
