"""The kinds of diagram by name: what ``vmotion diagram KIND`` draws."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from vmotion_model.language import Model, nearest
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_specs.apply import apply_change
from vmotion_specs.change import Change
from vmotion_specs.scenarios import scenarios
from vmotion_specs.shipped import find_change

from .description import Description
from .difference import difference
from .errors import KindError
from .roles import failures, phases, role_graph
from .runs import counterexample, scenario
from .whole import whole

COUNTEREXAMPLE, DIFFERENCE, SEQUENCE = "counterexample", "difference", "sequence"
GRAPHS: Mapping[str, Callable[[Model], Description]] = {
    "phases": phases,
    **{role: partial(role_graph, role=role) for role in LOCATIONS},
    "failures": failures,
    "whole": whole,
}
"""The diagrams of a model alone."""


def kind_names() -> Sequence[str]:
    """Every kind that can be asked for, the sequences with their scenario."""
    return (*GRAPHS, *(f"{SEQUENCE}:{name}" for name in scenarios()), COUNTEREXAMPLE, DIFFERENCE)


def describe(
    kind: str,
    change: str | None = None,
    property_id: str | None = None,
    report: Callable[[object], None] = lambda _: None,
) -> Description:
    """The description of a kind of diagram, of the shipped protocol or of one that ``change`` (a name or a file) changes.

    Raises ``KindError`` for an unknown kind, for options that do not belong to the kind, and where there is nothing to
    draw; ``UndecidedError`` where no counterexample was found although one may exist; ``ChangeError`` and ``ModelError`` as
    reading a change and judging a property do; ``ScriptError`` where a changed model cannot play the scenario.
    """
    if property_id is not None and kind != COUNTEREXAMPLE:
        raise KindError(f"--property belongs to the kind {COUNTEREXAMPLE!r}, not to {kind!r}")
    proposed = None if change is None else _vmotion_change(change)
    model = vmotion() if proposed is None else apply_change(proposed, vmotion())
    if kind in GRAPHS:
        return GRAPHS[kind](model)
    name = kind.removeprefix(f"{SEQUENCE}:")
    if name != kind and (name in scenarios() or Path(name).is_file()):
        return scenario(name, model)
    if kind == DIFFERENCE:
        if proposed is None:
            raise KindError("a difference is made by a change: name one with --change FILE or --change NAME")
        return difference(vmotion(), model, f"{proposed.name.removesuffix('.toml')}: {proposed.title}")
    if kind == COUNTEREXAMPLE:
        if property_id is None:
            raise KindError("a counterexample breaks a property: name one with --property ID (vmotion check --list)")
        return counterexample(proposed, property_id, report)
    raise KindError(f"there is no kind of diagram {kind!r}; {nearest(kind, kind_names())}")


def _vmotion_change(name: str) -> Change:
    change = find_change(name)
    if change.model != vmotion().name:
        raise KindError(f"{change.name} changes the model {change.model!r}, which has no diagrams")
    return change
