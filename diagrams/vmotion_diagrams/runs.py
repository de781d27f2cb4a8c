"""Runs that are worth a picture: the named scenarios, and the counterexamples that a check finds."""

from collections.abc import Callable, Iterator

from vmotion_model.language import variables_of
from vmotion_model.machines import Migration
from vmotion_model.script import Script, play
from vmotion_model.script.statements import Expect
from vmotion_specs.change import Change
from vmotion_specs.scenarios import find_script
from vmotion_specs.suite import Suite

from .description import Sequence
from .errors import KindError, NothingToDrawError
from .sequences import Happening, sequence


def scenario(name: str, suite: Suite) -> Sequence:
    """A shipped scenario or the script in a file, played on the suite's model.

    What it expects at the end is what is shown of the state. Raises ``ScriptError`` where the model does not play it (a changed
    one may not).
    """
    script = find_script(name, suite.model)
    run = play(script, Migration(suite.model, suite.locations))
    events = [Happening(s.command, s.time, s.changed) for s in run.steps]
    return sequence(suite.model, events, run.title, _expected(script), locations=suite.locations)


def _expected(script: Script) -> Iterator[str]:
    """The variables that the conditions at the end of a script speak of."""
    for statement in reversed(script.statements):
        if not isinstance(statement, Expect):
            return
        yield from variables_of(statement.condition)


def counterexample(suite: Suite, change: Change | None, property_id: str, report: Callable[[object], None]) -> Sequence:
    """The run of a suite's model, perhaps changed, that breaks a property (the first of several that the id means).

    It is found by search and replayed: the shortest one for an invariant, a lasso for a response. Raises ``KindError`` where
    the property holds or can have no run, ``UndecidedError`` where the search was stopped.
    """
    # A solver is not needed to find a run, and NumPy only here: other diagrams start without it.
    from vmotion_proofs.changes.check_change import changed
    from vmotion_proofs.check.check import check
    from vmotion_proofs.results.options import Options
    from vmotion_proofs.results.select import matching
    from vmotion_specs.properties import PropertyKind

    model, properties = (suite.model, suite.properties) if change is None else changed(change, suite)
    chosen = matching([property_id], [p.id for p in properties])
    judged = [p for p in properties if p.id in chosen and p.kind is not PropertyKind.REACHABLE]
    if not judged:
        raise KindError(
            f"{property_id} demands that something can be reached: where that fails, there is no run to draw"
        )
    options = Options(engine="explicit", locations=suite.locations, report=report)
    asked = {p.id for p in judged}
    results = [r for r in check(model, judged, options).properties if r.id in asked]
    broken = next((r for r in results if r.run is not None), None)
    whole = "the shipped protocol" if suite.article else f"the model {suite.name}"
    of = whole if change is None else change.name
    if broken is None or broken.run is None:
        if not all(r.verdict.passes for r in results):
            raise NothingToDrawError(
                f"no counterexample to {property_id} was found in {of}, but the search was stopped"
            )
        raise KindError(f"{property_id} holds in {of}: there is no counterexample to draw")
    item = next(p for p in judged if p.id == broken.id)
    events = [Happening(s.command, s.time_s, s.changed) for s in broken.run.steps]
    title = f"{broken.id} breaks" + (
        f" with {change.name.removesuffix('.toml')}: {change.title}" if change is not None else ""
    )
    moment = (f"{broken.id} is violated: {broken.title}", *([broken.why] if broken.why else []))
    watched = variables_of(item.premise) | variables_of(item.claim)
    return sequence(model, events, title, watched, moment, broken.run.loop_at, suite.locations)
