"""The shortest run that shows what one cause does: to the end of a migration in which a step of the cause happens."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vmotion_model.catalogue import by_id
from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import FALSE, HISTORY, TRUE, Expr, Value, any_of, boolean, if_then
from vmotion_model.protocol import LOCATIONS, vmotion
from vmotion_model.protocol.conditioned import environment, healthy
from vmotion_model.protocol.conditions import CAUSES, Cause
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.protocol.conditions.step_groups import IN_PRECOPY, IN_SWITCHOVER
from vmotion_model.protocol.phases import TASK_STEP
from vmotion_model.protocol.state import network, vcenter
from vmotion_model.protocol.vocabulary import Attempt, Batch
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Run
from vmotion_proofs.search.explore import explore
from vmotion_specs.conditions.properties import REACHED, Ending
from vmotion_specs.properties import Observer, observe

_FOLLOWS = frozenset((*IN_PRECOPY, *IN_SWITCHOVER, "start_never_comes", "owe_cleanup"))
"""What a role does when something went wrong before."""
_FAILING = (Ending.REFUSED, Ending.ROLLED_BACK)
_STRUCK = boolean(
    "observed.struck", HISTORY, False, "The first step that the cause made possible came where it is known to."
)
_EARLY = boolean("observed.early", HISTORY, False, "Such a step came elsewhere before.")


@dataclass(frozen=True)
class ShownRun:
    """A run under the conditions ``changed``, the others being healthy, and how its migration ends.

    ``steps`` are the steps of the article in which the cause strikes in it; none where it strikes elsewhere, or has no step.
    """

    cause: Cause
    changed: Mapping[str, Value]
    ending: Ending
    run: Run
    steps: tuple[int, ...]


def shown_run(cause: Cause, options: Options | None = None) -> ShownRun:
    """The shortest run to a failure that ``cause`` alone brings about; to the completion where no failure comes of it.

    Runs in which it strikes in a step of the article that its entry of the catalogue names come first, and of these the ones in
    which a timer runs out on what the cause holds up: it may run out, and a host may die, before there is anything to see.
    Raises ``GaveUpError`` where the search was stopped.
    """
    options = replace(options or Options(), locations=LOCATIONS)
    changed = example(cause, healthy(), CAUSES)
    known = by_id(cause.failure).steps if cause.failure else ()
    for steps, due in ((known, _due(cause)), (known, TRUE), ((), TRUE)):
        found = _shortest(cause, changed, _strikes(cause, steps, due), options) if cause.fails else None
        if found is not None:
            return replace(found, steps=steps)
    found = _shortest(cause, changed, None, options)
    assert found is not None
    return found


def _due(cause: Cause) -> Expr[bool]:
    """Where a step that the cause makes impossible would be possible without it; else where a page or checkpoint is under way."""
    if cause.blocks:
        return any_of(*(vmotion().command[name].enabled for name in cause.blocks))
    batch = network.batch.one_of(Batch.SENT, Batch.HELD)
    return any_of(batch, network.pages != Attempt.NONE, network.checkpoint != Attempt.NONE)


def _strikes(cause: Cause, steps: tuple[int, ...], due: Expr[bool]) -> Mapping[str, Expr[bool]]:
    """Where each step of the cause counts: in these steps of the article; a timer only where it is ``due``, and alone.

    Where a cause has steps of its own (a message is lost, a host dies), the timers that run out on them are what follows.
    """
    there: Expr[bool] = vcenter.state.one_of(*(t for t, n in TASK_STEP.items() if n in steps)) if steps else TRUE
    own = [name for name in cause.fails if name not in _FOLLOWS]
    return dict.fromkeys(own, there) or dict.fromkeys(cause.fails, there & due)


def _shortest(
    cause: Cause, changed: Mapping[str, Value], strikes: Mapping[str, Expr[bool]] | None, options: Options
) -> ShownRun | None:
    model = environment({**healthy(), **changed})
    counted = {n: (strikes or {}).get(n, FALSE) for n in cause.fails if n in model.command}
    struck = Observer(_STRUCK, {n: if_then(where & ~_EARLY, True, _STRUCK) for n, where in counted.items()})
    early = Observer(_EARLY, {n: if_then(where | _STRUCK, _EARLY, True) for n, where in counted.items()})
    observed = observe(model, (struck, early))
    wanted = {str(end): ~reached if strikes is None else ~(reached & _STRUCK) for end, reached in REACHED.items()}
    explored = explore(observed, wanted, options)
    if not explored.complete:
        raise GaveUpError(explored.stopped)
    runs = {end: explored.run(str(end)) for end in REACHED if str(end) in explored.search.violations}
    failing = [e for e in _FAILING if e in runs] or list(runs)
    if not failing:
        return None
    ending = min(failing, key=lambda e: len(_steps(runs[e])))
    run = runs[ending]
    assert run is not None
    return ShownRun(cause, changed, ending, run, ())


def _steps(run: Run | None) -> tuple[object, ...]:
    return run.steps if run is not None else ()
