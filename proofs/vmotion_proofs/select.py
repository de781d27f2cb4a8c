"""Parts of a result: the properties that somebody asked for."""

from collections.abc import Sequence
from dataclasses import replace

from vmotion_model.language import ModelError, nearest

from .propose import Proposal
from .verdicts import CheckResult


def selected(result: CheckResult, ids: Sequence[str]) -> CheckResult:
    """Only the named properties (``S6`` means S6a to S6d); all where none is named. Raises ``ModelError`` for a wrong name."""
    if not ids:
        return result
    known = [p.id for p in result.properties]
    chosen: set[str] = set()
    for name in ids:
        matching = [k for k in known if k == name or (k.startswith(name) and k[len(name) :].isalpha())]
        if not matching:
            raise ModelError(f"there is no property {name!r}; {nearest(name, known)}")
        chosen.update(matching)
    return replace(result, properties=tuple(p for p in result.properties if p.id in chosen))


def narrowed(proposal: Proposal, ids: Sequence[str]) -> Proposal:
    """A proposal with only the named properties."""
    if not ids or proposal.after is None:
        return proposal
    return replace(proposal, after=selected(proposal.after, ids))
