"""Runs that are worth a picture: the named scenarios, and the counterexamples that a check finds."""

from collections.abc import Callable, Iterator, Mapping

from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import Model, Value, variables_of
from vmotion_model.machines import Migration
from vmotion_model.protocol import vmotion
from vmotion_model.protocol.conditions import Cause
from vmotion_model.script import Script, play
from vmotion_model.script.statements import Expect
from vmotion_specs.apply import changed_suite
from vmotion_specs.change import Change
from vmotion_specs.scenarios import find_script
from vmotion_specs.suite import Suite

from .description import Sequence
from .errors import KindError, NothingToDrawError
from .sequences import Happening, sequence


def scenario(name: str, suite: Suite, given: Mapping[str, Value] | None = None) -> Sequence:
    """A shipped scenario or the script in a file, played on the suite's model, under its conditions and those ``given``.

    What it expects at the end is what is shown of the state. Raises ``ScriptError`` where the model does not play it: a changed
    one may not, and conditions make steps impossible.
    """
    script = find_script(name, suite, given)
    run = play(script, Migration(script.model, suite.locations))
    events = [Happening(s.command, s.time, s.changed) for s in run.steps]
    title = run.title + (f", where {conditions_text(script.conditions)}" if script.conditions else "")
    return sequence(script.model, events, title, _expected(script), locations=suite.locations)


def _expected(script: Script) -> Iterator[str]:
    """The variables that the conditions at the end of a script speak of."""
    for statement in reversed(script.statements):
        if not isinstance(statement, Expect):
            return
        yield from variables_of(statement.condition)


def under_conditions(given: Mapping[str, Value], report: Callable[[object], None]) -> Model:
    """The protocol with only what happens under these conditions. Raises ``NothingToDrawError`` where the search was stopped."""
    from vmotion_proofs.conditions.reduced_model import what_happens
    from vmotion_proofs.results.options import Options

    try:
        return what_happens(given, Options(report=report))
    except GaveUpError as error:
        raise NothingToDrawError(f"what happens under these conditions was not found out: {error}") from None


def conditions_text(given: Mapping[str, Value]) -> str:
    """Conditions in one line: ``nfs.same_path = false``."""
    from vmotion_model.protocol.conditions.setting import shown_value

    return ", ".join(f"{n} = {shown_value(v)}" for n, v in given.items())


def of_cause(cause: Cause, report: Callable[[object], None]) -> Sequence:
    """The shortest run that shows what a cause does, under the smallest conditions that make it present, its step marked.

    Raises ``NothingToDrawError`` where the search was stopped.
    """
    from vmotion_proofs.conditions.shown_run import shown_run
    from vmotion_proofs.results.options import Options

    try:
        shown = shown_run(cause, Options(report=report))
    except GaveUpError as error:
        raise NothingToDrawError(f"no run was found that shows {cause.name}: {error}") from None
    title = f"What {cause.name} does" + (f" ({cause.failure})" if cause.failure else "")
    where = f"Where {conditions_text(shown.changed)}, the migration"
    if shown.ending == "completed":
        end = f"{where} completes all the same."
    elif cause.stands:
        end = f"{where} is {shown.ending}."
    else:
        end = f"{where} may end like this: {shown.ending}."
    moment = (f"{cause.name}: {cause.description}", end, cause.described)
    events = [Happening(s.command, s.time_s, s.changed) for s in shown.run.steps]
    return sequence(vmotion(), events, title, (), tuple(filter(None, moment)), failing=cause.fails)


def counterexample(suite: Suite, change: Change | None, property_id: str, report: Callable[[object], None]) -> Sequence:
    """The run of a suite's model, perhaps changed, that breaks a property (the first of several that the id means).

    It is found by search and replayed: the shortest one for an invariant, a lasso for a response. Raises ``KindError`` where
    the property holds or can have no run, ``UndecidedError`` where the search was stopped.
    """
    # A solver is not needed to find a run, and NumPy only here: other diagrams start without it.
    from vmotion_proofs.check.check import check
    from vmotion_proofs.results.options import Options
    from vmotion_proofs.results.select_properties import matching
    from vmotion_specs.properties import PropertyKind

    after = suite if change is None else changed_suite(change, suite)
    model, properties = after.model, after.properties
    chosen = matching([property_id], [p.id for p in properties])
    judged = [p for p in properties if p.id in chosen and p.kind is not PropertyKind.REACHABLE]
    if not judged:
        raise KindError(
            f"{property_id} demands that something can be reached: where that fails, there is no run to draw"
        )
    options = Options(engine="explicit", locations=after.locations, report=report)
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
    return sequence(model, events, title, watched, moment, broken.run.loop_at, locations=after.locations)
