"""The kinds of diagram by name: what ``vmotion diagram KIND`` draws of a suite's model."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from vmotion_model.language import Model, Value, nearest
from vmotion_model.protocol.conditions import CAUSES, UNTIED, Cause
from vmotion_model.protocol.conditions.names_of_causes import causes_called, names_of
from vmotion_specs.apply import base_of, changed_suite
from vmotion_specs.change import Change
from vmotion_specs.scenarios import scenarios_of
from vmotion_specs.shipped import find_change
from vmotion_specs.suite import Suite
from vmotion_specs.suites import vmotion_suite

from .description import Description, Graph
from .difference import difference
from .errors import KindError
from .roles import failures, phases, role_graph
from .runs import conditions_text, counterexample, of_cause, scenario, under_conditions
from .whole_protocol import whole

COUNTEREXAMPLE, DIFFERENCE, SEQUENCE, CAUSE = "counterexample", "difference", "sequence", "cause"
WHOLE = "whole"


def graphs_of(suite: Suite) -> Mapping[str, Callable[[Model], Graph]]:
    """The diagrams of a suite's model alone, the first one where no kind is named; of the article's model there are more."""
    places = suite.locations
    roles: dict[str, Callable[[Model], Graph]] = {
        str(role): partial(role_graph, role=role, locations=places) for role in places
    }
    together = {WHOLE: partial(whole, locations=places)} if places else {}
    if suite.article:
        return {"phases": phases, **roles, "failures": failures, **together}
    return {**together, **roles}


def kind_names(suite: Suite | None = None) -> Sequence[str]:
    """Every kind that can be asked for, the sequences with their scenario or cause."""
    suite = suite or vmotion_suite()
    sequences = [f"{SEQUENCE}:{name}" for name in scenarios_of(suite)]
    sequences += [f"{CAUSE}:{c.name}" for c in CAUSES] if suite.article else []
    return (*graphs_of(suite), *sequences, COUNTEREXAMPLE, DIFFERENCE)


def describe(
    kind: str | None = None,
    change: str | None = None,
    property_id: str | None = None,
    report: Callable[[object], None] = lambda _: None,
    given: Mapping[str, Value] | None = None,
    suite: Suite | None = None,
) -> Description:
    """The description of a kind of diagram, of a suite's model (the protocol) or of one that ``change`` (a name, a file) changes.

    ``given`` are conditions under which the protocol is drawn, the others being healthy; None where any failure may come.

    Raises ``KindError`` for an unknown kind, for options that do not belong to the kind, and where there is nothing to
    draw; ``UndecidedError`` where no counterexample was found although one may exist; ``ChangeError`` and ``ModelError`` as
    reading a change and judging a property do; ``ScriptError`` where a changed model cannot play the scenario.
    """
    suite = suite or vmotion_suite()
    graphs = graphs_of(suite)
    if kind is None:
        if not graphs:
            raise KindError(
                f"the model {suite.name} does not say where its roles stand (locations); {_near('', suite)}"
            )
        kind = next(iter(graphs))
    if property_id is not None and kind != COUNTEREXAMPLE:
        raise KindError(f"--property belongs to the kind {COUNTEREXAMPLE!r}, not to {kind!r}")
    if suite.article and (cause := _cause(kind)):
        if change is not None or given is not None:
            raise KindError(
                f"{kind} shows the shipped protocol under that cause's conditions: leave out --change and --set"
            )
        return of_cause(cause, report)
    if given is not None:
        return _under(kind, change, given, report, suite)
    proposed = None if change is None else _change_of(suite, change)
    after = suite if proposed is None else changed_suite(proposed, suite)
    graphs = graphs_of(after)
    if kind in graphs:
        return graphs[kind](after.model)
    if (name := _sequence_of(kind, suite)) is not None:
        return scenario(name, after)
    if kind == DIFFERENCE:
        if proposed is None:
            raise KindError("a difference is made by a change: name one with --change FILE or --change NAME")
        title = f"{proposed.name.removesuffix('.toml')}: {proposed.title}"
        return difference(base_of(proposed, suite).model, after.model, title, after.locations)
    if kind == COUNTEREXAMPLE:
        if property_id is None:
            raise KindError("a counterexample breaks a property: name one with --property ID (vmotion check --list)")
        return counterexample(suite, proposed, property_id, report)
    raise KindError(f"there is no kind of diagram {kind!r}; {_near(kind, suite)}")


def _near(kind: str, suite: Suite) -> str:
    return nearest(kind, kind_names(suite))


def _sequence_of(kind: str, suite: Suite) -> str | None:
    """The scenario or script that ``sequence:NAME`` means."""
    name = kind.removeprefix(f"{SEQUENCE}:")
    return name if name != kind and (name in scenarios_of(suite) or Path(name).is_file()) else None


def _under(
    kind: str, change: str | None, given: Mapping[str, Value], report: Callable[[object], None], suite: Suite
) -> Description:
    """What is drawn of the protocol where the conditions have these values."""
    if change is not None or kind in (COUNTEREXAMPLE, DIFFERENCE):
        raise KindError("--set draws the shipped protocol, --change a changed one: use one of them")
    if kind in (graphs := graphs_of(suite)):
        graph = _reached(graphs[kind](under_conditions(given, report)))
        if not graph.edges and not any(node.notes for node in graph.nodes):
            raise KindError(f"where {conditions_text(given)}, nothing of this kind happens: there is nothing to draw")
        return replace(graph, title=f"{graph.title}, where {conditions_text(given)}")
    if (name := _sequence_of(kind, suite)) is not None:
        return scenario(name, suite, given)
    raise KindError(f"there is no kind of diagram {kind!r}; {_near(kind, suite)}")


def _reached(graph: Graph) -> Graph:
    """Without the states that no arrow touches: none is reached. Those of the main path stay, as what is missed."""
    touched = {end for e in graph.edges for end in (e.source, e.target)}
    nodes = tuple(n for n in graph.nodes if n.id in touched or n.id in graph.spine or n.notes)
    return replace(graph, nodes=nodes)


def _cause(kind: str) -> Cause | None:
    """The cause that ``cause:WORD`` or an id of the catalogue means; None for another kind. Raises ``KindError``."""
    word = kind.removeprefix(f"{CAUSE}:")
    if word == kind and not re.fullmatch(r"[Ff]\d+", kind, re.ASCII):
        return None
    found = causes_called(word, CAUSES)
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(f"{CAUSE}:{c.name}" for c in found)
        raise KindError(f"several causes are called {word!r}; name one: {names}")
    untied = next((why for failure, why in UNTIED.items() if failure.casefold() == word.casefold()), None)
    if untied is not None:
        raise KindError(f"no cause is tied to {word.upper()}, so there is no run of it: {untied}")
    raise KindError(f"no cause is called {word!r}; {nearest(word, names_of(CAUSES))}")


def _change_of(suite: Suite, name: str) -> Change:
    change = find_change(name, suite)
    if change.model != suite.name:
        raise KindError(f"{change.name} changes the model {change.model!r}: give --model {change.model}")
    return change
