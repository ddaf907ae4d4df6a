"""What the log tells of a build, a rollback and a recovery."""

from __future__ import annotations

from builders.log import Fact
from builders.pipeline import BuildResult, Rollback
from builders.publish import Recovery
from builders.request import BuildRequest


def request_facts(request: BuildRequest) -> dict[str, Fact]:
    """What holds of a build that fails; no word that somebody typed is in it."""
    return {"as_of": request.as_of.isoformat(), "published": False, "encrypted": False}


def build_facts(request: BuildRequest, result: BuildResult) -> dict[str, Fact]:
    """What came of a build; ``trees`` counts its pages and packs, no stations mean all."""
    return {
        "before": dict(result.before),
        "after": {**result.before, **{name: made.edition for name, made in result.made.items()}},
        "encrypted": result.is_encrypted,
        "losses": len(result.losses),
        "published": bool(result.made) and request.out is None,
        "source": result.source,
        "stations": list(request.stations) if result.made else [],
        "trees": {
            name: {"made": made.parts, "renewed": made.renewed}
            for name, made in result.made.items()
        },
        **(recovery_facts(result.recovered) if result.recovered else {}),
    }


def rollback_facts(plan: Rollback) -> dict[str, Fact]:
    """What a rollback brings back in place of what."""
    return {"before": dict(plan.before), "after": dict(plan.after)}


def recovery_facts(recovered: Recovery) -> dict[str, Fact]:
    """How an interrupted publication was settled."""
    return {"recovered": "finished" if recovered.was_finished else "undone"}
