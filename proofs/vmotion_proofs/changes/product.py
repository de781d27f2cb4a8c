"""The search of a pair of versions in whole ticks, for the nearest run that only one of them has.

What it finds is a witness: both versions' machines do all of it but the last step, which exactly one of them does.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vmotion_model.common.progress import Stage
from vmotion_model.language import ELAPSE, Expr, Finite, Model, ModelError, all_of, discretise, evaluate, negate
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import replay
from vmotion_proofs.results.verdicts import Run
from vmotion_proofs.search.breadth_first import Search, SearchProgress, search
from vmotion_proofs.search.shortest_run import fewest_steps

from .pairs import Pair

MAX_STATES = 8_000_000
"""Where the search of a pair stops by itself."""


@dataclass(frozen=True)
class Product:
    """A search for runs that only the versions of ``sides`` have."""

    pair: Pair
    finite: Finite
    search: Search
    sides: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether all that both versions can do in whole ticks was seen."""
        return self.search.complete

    def witness(self, side: str, locations: Mapping[str, str]) -> Run | None:
        """The nearest run that only the version of ``side`` has, after both versions' machines have tried it.

        Raises ``DisagreementError`` where they do otherwise than the search says.
        """
        if side not in self.search.violations:
            return None
        index = self.search.violations[side]
        state = self.search.program.state(self.search.store.words, index)
        last = next(n for n, only in _only(self.pair, self.finite, side).items() if evaluate(only, state, {}))
        path = fewest_steps(self.search, {side: np.array([index], dtype=np.int64)})[side]
        commands = [*(self.search.program.steps[n].command.name for n in path.steps), last]
        mine, yours = (self.pair.version(s) for s in (side, self.pair.other(side)))
        tick = self.finite.tick
        run = replay(Finite(mine, mine, tick), commands, locations)
        done = _refused(yours, commands, tick, locations)
        if done != len(commands):
            what = "do the whole run" if done is None else f"refuse step {done}, {commands[done - 1]}"
            raise DisagreementError(f"the machines of the other version {what}")
        return run


def explore_pair(
    pair: Pair,
    sides: Sequence[str],
    options: Options,
    states: int = MAX_STATES,
    also: Iterable[Expr[bool]] = (),
    tick: int | None = None,
) -> Product:
    """Look for the nearest run that only the version of each of ``sides`` has, in the coarsest exact tick or in ``tick``.

    With ``also``, statements without clocks about all states, it ends at whatever comes first: a run, or a state that breaks one.
    """
    goals = [negate(pair.differing(label, side)) for side in sides for label in pair.labels]
    finite = discretise(pair.model, tick, *goals)
    invariants = {s: all_of(*map(negate, _only(pair, finite, s).values())) for s in sides}
    if also := list(also):
        invariants = {"all": all_of(*invariants.values(), *map(finite.translate, also))}

    def report(progress: SearchProgress) -> None:
        options.report(Stage(f"comparing behaviour, level {progress.level}", progress.states, unit="states"))

    found = search(finite.model, invariants, budget=options.budget, states=options.states or states, report=report)
    return Product(pair, finite, found, tuple(sides))


def _only(pair: Pair, finite: Finite, side: str) -> Mapping[str, Expr[bool]]:
    """By step: where only the version of ``side`` can do it, in ticks."""
    found = {label: finite.translate(pair.differing(label, side)) for label in pair.labels}
    mine, yours = (finite.translate(pair.may_elapse(s, finite.tick)) for s in (side, pair.other(side)))
    return {**found, ELAPSE: mine & negate(yours)}


def _refused(model: Model, commands: Sequence[str], tick: int, locations: Mapping[str, str]) -> int | None:
    """The first step (from 1) that the machines of a version do not do; None where they do all."""
    machines = Migration(model, locations)
    for number, name in enumerate(commands, start=1):
        try:
            if name == ELAPSE:
                machines.elapse(tick)
            elif name not in model.command:
                return number
            else:
                machines.fire(name)
        except NotEnabledError:
            return number
        except ModelError as error:
            raise DisagreementError(f"step {number}, {name}: the machines refuse it ({error})") from None
    return None
