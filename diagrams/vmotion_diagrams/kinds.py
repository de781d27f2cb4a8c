"""The kinds of diagram by name: what ``vmotion diagram KIND`` draws of a suite's model."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from vmotion_model.language import Model, nearest
from vmotion_specs.apply import apply_change
from vmotion_specs.change import Change
from vmotion_specs.scenarios import scenarios_of
from vmotion_specs.shipped import find_change
from vmotion_specs.suite import Suite
from vmotion_specs.suites import vmotion_suite

from .description import Description
from .difference import difference
from .errors import KindError
from .roles import failures, phases, role_graph
from .runs import counterexample, scenario
from .whole import whole

COUNTEREXAMPLE, DIFFERENCE, SEQUENCE = "counterexample", "difference", "sequence"
WHOLE = "whole"


def graphs_of(suite: Suite) -> Mapping[str, Callable[[Model], Description]]:
    """The diagrams of a suite's model alone, the first one where no kind is named; of the article's model there are more."""
    places = suite.locations
    roles: dict[str, Callable[[Model], Description]] = {
        str(role): partial(role_graph, role=role, locations=places) for role in places
    }
    all_of_it = {WHOLE: partial(whole, locations=places)} if places else {}
    if suite.article:
        return {"phases": phases, **roles, "failures": failures, **all_of_it}
    return {**all_of_it, **roles}


def kind_names(suite: Suite | None = None) -> Sequence[str]:
    """Every kind that can be asked for, the sequences with their scenario."""
    suite = suite or vmotion_suite()
    named = (f"{SEQUENCE}:{name}" for name in scenarios_of(suite.model))
    return (*graphs_of(suite), *named, COUNTEREXAMPLE, DIFFERENCE)


def describe(
    kind: str | None = None,
    change: str | None = None,
    property_id: str | None = None,
    report: Callable[[object], None] = lambda _: None,
    suite: Suite | None = None,
) -> Description:
    """The description of a kind of diagram, of a suite's model (the protocol) or of one that ``change`` (a name, a file) changes.

    Raises ``KindError`` for an unknown kind, for options that do not belong to the kind, and where there is nothing to
    draw; ``UndecidedError`` where no counterexample was found although one may exist; ``ChangeError`` and ``ModelError`` as
    reading a change and judging a property do; ``ScriptError`` where a changed model cannot play the scenario.
    """
    suite = suite or vmotion_suite()
    graphs = graphs_of(suite)
    if kind is None:
        if not graphs:
            raise KindError(
                f"the model {suite.name} does not say where its roles stand (locations); {_kinds('', suite)}"
            )
        kind = next(iter(graphs))
    if property_id is not None and kind != COUNTEREXAMPLE:
        raise KindError(f"--property belongs to the kind {COUNTEREXAMPLE!r}, not to {kind!r}")
    proposed = None if change is None else _change_of(suite, change)
    model = suite.model if proposed is None else apply_change(proposed, suite.model)
    if kind in graphs:
        return graphs[kind](model)
    name = kind.removeprefix(f"{SEQUENCE}:")
    if name != kind and (name in scenarios_of(suite.model) or Path(name).is_file()):
        return scenario(name, suite.version(model, suite.properties))
    if kind == DIFFERENCE:
        if proposed is None:
            raise KindError("a difference is made by a change: name one with --change FILE or --change NAME")
        title = f"{Path(proposed.name).name.removesuffix('.toml')}: {proposed.title}"
        return difference(suite.model, model, title, suite.locations)
    if kind == COUNTEREXAMPLE:
        if property_id is None:
            raise KindError("a counterexample breaks a property: name one with --property ID (vmotion check --list)")
        return counterexample(suite, proposed, property_id, report)
    raise KindError(f"there is no kind of diagram {kind!r}; {_kinds(kind, suite)}")


def _kinds(kind: str, suite: Suite) -> str:
    return nearest(kind, kind_names(suite))


def _change_of(suite: Suite, name: str) -> Change:
    change = find_change(name)
    if change.model != suite.name:
        raise KindError(f"{change.name} changes the model {change.model!r}: give --model {change.model}")
    return change
