"""Parts of a suite: the properties that somebody asked for."""

from collections.abc import Sequence
from dataclasses import replace

from vmotion_model.language import ModelError, nearest
from vmotion_specs.liveness import FORMER_NAMES
from vmotion_specs.properties import Property, PropertyKind, in_family

from .verdicts import CheckResult


def matching(ids: Sequence[str], known: Sequence[str]) -> frozenset[str]:
    """The property ids that are meant; all where none is named. Raises ``ModelError``.

    A name means the property of that id, and its family (``S6``: S6a to S6e; ``S``: S1 to S19). A word is no family.
    """
    if not ids:
        return frozenset(known)
    chosen: set[str] = set()
    for name in ids:
        found = [k for k in known if k == name or in_family(k, name)]
        if not found:
            raise ModelError(f"there is no property {name!r}; {nearest(name, known)}")
        chosen.update(found)
    return frozenset(chosen)


def selected(result: CheckResult, ids: Sequence[str]) -> CheckResult:
    """The result with only the named properties; raises ``ModelError`` for a wrong name."""
    chosen = matching(ids, [p.id for p in result.properties])
    return replace(result, properties=tuple(p for p in result.properties if p.id in chosen))


def weakened(
    properties: Sequence[Property], names: Sequence[str], ids: Sequence[str] = ()
) -> tuple[tuple[Property, ...], tuple[str, ...]]:
    """The invariants, and the responses (of ``ids``) that rest on one of the named assumptions, without those; their ids.

    Raises ``ModelError`` for a name that no response assumes, and where none of ``ids`` assumes one of them.
    """
    responses = [p for p in properties if p.kind is PropertyKind.RESPONSE]
    known = list(dict.fromkeys(a.name for p in responses for a in p.assumptions))
    if not known:
        raise ModelError("no property of this model assumes anything: there is nothing to leave out")
    for name in (FORMER_NAMES.get(n, n) for n in names):
        if name not in known:
            raise ModelError(f"there is no assumption {name!r}; {nearest(name, known)}")
    chosen = matching(ids, [p.id for p in properties])
    left = resting_without(properties, names)
    resting = [p for p in left if p.kind is PropertyKind.RESPONSE]
    kept = {p.id for p in resting if p.id in chosen}
    if not kept:
        said = " or ".join(map(repr, names))
        raise ModelError(f"{said} is no assumption of {', '.join(ids)}, but of {', '.join(p.id for p in resting)}")
    return (
        tuple(p for p in left if p.kind is not PropertyKind.RESPONSE or p.id in kept),
        tuple(p.id for p in resting if p.id in kept),
    )


def resting_without(properties: Sequence[Property], names: Sequence[str]) -> tuple[Property, ...]:
    """The invariants, and the responses that rest on one of the named assumptions, without those; all, where none is named.

    The invariants stay: their certificate speaks of all of them, and time must not stop.
    """
    if not names:
        return tuple(properties)
    left_out = {FORMER_NAMES.get(n, n) for n in names}
    found = []
    for item in properties:
        kept = tuple(a for a in item.assumptions if a.name not in left_out)
        if item.kind is PropertyKind.INVARIANT:
            found.append(item)
        elif item.kind is PropertyKind.RESPONSE and len(kept) < len(item.assumptions):
            found.append(replace(item, assumptions=kept))
    return tuple(found)
