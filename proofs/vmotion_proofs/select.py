"""Parts of a suite: the properties that somebody asked for."""

from collections.abc import Sequence
from dataclasses import replace

from vmotion_model.language import ModelError, nearest

from .verdicts import CheckResult


def matching(ids: Sequence[str], known: Sequence[str]) -> frozenset[str]:
    """The property ids that are meant (``S6`` means S6a to S6e); all where none is named. Raises ``ModelError``."""
    if not ids:
        return frozenset(known)
    chosen: set[str] = set()
    for name in ids:
        found = [k for k in known if k == name or (k.startswith(name) and k[len(name) :].isalpha())]
        if not found:
            raise ModelError(f"there is no property {name!r}; {nearest(name, known)}")
        chosen.update(found)
    return frozenset(chosen)


def selected(result: CheckResult, ids: Sequence[str]) -> CheckResult:
    """The result with only the named properties; raises ``ModelError`` for a wrong name."""
    chosen = matching(ids, [p.id for p in result.properties])
    return replace(result, properties=tuple(p for p in result.properties if p.id in chosen))
