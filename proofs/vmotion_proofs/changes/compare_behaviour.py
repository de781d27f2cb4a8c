"""Comparison of two versions of a model: which runs only one of them has.

A command has one next state and time passes alike for all, so a run is its sequence of commands and delays. Each direction is a
question of its own. Induction over pairs of states answers most with "no" in a moment; for what is left, the pair is searched in
whole ticks for the nearest run that only one version has. Where there is none, whole ticks may decide that, or the search gives
lemmas to an induction. A run that the search finds is a witness: both versions' machines do all of it but the last step, which
exactly one of them does.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError
from vmotion_model.common.progress import Stage
from vmotion_model.language import (
    ELAPSE,
    FALSE,
    Clock,
    Expr,
    Finite,
    Model,
    ModelError,
    all_of,
    digest,
    discretise,
    evaluate,
    negate,
)
from vmotion_model.language.expressions import Equal
from vmotion_model.language.types import comparable
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_proofs.certifying.checked_certificate import Certified, check_certificate
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import replay
from vmotion_proofs.results.verdicts import Answer, Behaviour, Difference, Run
from vmotion_proofs.search.breadth_first import Search, SearchProgress, search
from vmotion_proofs.search.shortest_run import fewest_steps

from .version_pairs import AFTER, BEFORE, Pair

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


IDENTICAL = "identical"
INDUCTION = "induction over pairs"
TICKS = "explicit search, whole ticks decide"
REPLAYED = "run on both versions' machines"
BETWEEN = "no difference in whole ticks; between two ticks it is not decided"


def compare(before: Model, after: Model, options: Options, known: Iterable[Certified] = ()) -> Behaviour:
    """How the runs of ``after`` differ from those of ``before``.

    ``known`` are certificates of either version: their lemmas help, where both solvers have accepted them. Never raises for what
    runs out: what is not decided is unknown, with the reason.
    """
    if digest(before) == digest(after):
        same = Difference(Answer.NO, IDENTICAL)
        return Behaviour(same, same)
    from .pair_induction import simulate

    answers: dict[str, Difference] = {}
    try:
        simulation = simulate(before, after, known, options.budget)
        answers = {side: Difference(Answer.NO, INDUCTION) for side in simulation.included}
        if left := [side for side in (AFTER, BEFORE) if side not in answers]:
            answers |= _searched(simulation.pair, left, options)
    except GaveUpError as error:
        reason = str(error)
    else:
        reason = ""
    unknown = Difference(Answer.UNKNOWN, reason=reason)
    return Behaviour(answers.get(AFTER, unknown), answers.get(BEFORE, unknown))


def indistinguishable(
    before: Model,
    after: Model,
    seen: Iterable[str],
    states: int,
    budget: Budget,
    known: Iterable[Certified] = (),
) -> bool:
    """Whether both versions have the same runs, along which the variables named in ``seen`` have the same values.

    False also where it is not decided: after ``states`` pairs of states, or where whole ticks do not decide it. Raises
    ``SpentError`` where the budget is spent.
    """
    from .pair_induction import simulate

    seen = frozenset(seen)
    simulation = simulate(before, after, known, budget, seen)
    pair = simulation.pair
    apart = sorted(seen - pair.merged)
    if any(n not in m.variable or n in m.timed_history for n in apart for m in (before, after)):
        return False
    if not apart and simulation.included == {BEFORE, AFTER}:
        return True
    if pair.model.rigid or any(pair.timed(side) for side in (BEFORE, AFTER) if side not in simulation.included):
        return False
    found = explore_pair(
        pair, (BEFORE, AFTER), Options(budget=budget), states, also=[_looks_alike(pair, n) for n in apart]
    )
    budget.check()
    return found.complete and not found.search.violations


def _looks_alike(pair: Pair, name: str) -> Expr[bool]:
    """That a variable has the same value in both versions; of a clock: that it will have it, since it has had it so far."""
    old, new = (pair.names[side][name] for side in (BEFORE, AFTER))
    if isinstance(old.type, Clock) and isinstance(new.type, Clock):
        return pair.clocks_agree(name)
    return Equal.of(old, new) if comparable(old.type, new.type) else FALSE


def _searched(pair: Pair, sides: Sequence[str], options: Options) -> Mapping[str, Difference]:
    """The answers that a search of the pair gives, and induction after it."""
    if pair.model.rigid:
        reason = f"only a search would tell, which begins in one state: {pair.model.open}"
        return {side: Difference(Answer.UNKNOWN, reason=reason) for side in sides}
    found = explore_pair(pair, sides, options)
    answers: dict[str, Difference] = {}
    for side in sides:
        if (answer := _shown(found, side, options)) is not None:
            answers[side] = answer
        elif not found.complete:
            reason = f"comparison stopped after {found.search.states:,} pairs of states: {found.search.stopped}"
            answers[side] = Difference(Answer.UNKNOWN, reason=reason)
        elif not pair.timed(side):
            answers[side] = Difference(Answer.NO, TICKS)
    if left := [side for side in sides if side not in answers]:
        answers |= {side: Difference(Answer.NO, INDUCTION) for side in _proved(found, left, options)}
    for side in sides:
        if side not in answers:
            answers[side] = _between_ticks(pair, side, found.finite.tick, options)
    return answers


def _shown(found: Product, side: str, options: Options) -> Difference | None:
    """What a run says that the search has found; None where it has found none."""
    try:
        run = found.witness(side, options.locations)
    except DisagreementError as error:
        return Difference(Answer.UNKNOWN, reason=f"engines disagree: {error}")
    return None if run is None else Difference(Answer.YES, REPLAYED, run)


def _between_ticks(pair: Pair, side: str, tick: int, options: Options) -> Difference:
    """What a search in parts of a tick says that are whole seconds: the machines know no others.

    A difference between ticks shows, if at all, where each clock may stand in a part of its own.
    """
    for parts in range(2, len(pair.model.clocks) + 2):
        if tick % parts == 0:
            finer = explore_pair(pair, [side], options, tick=tick // parts)
            if (answer := _shown(finer, side, options)) is not None:
                return answer
    options.budget.check()
    return Difference(Answer.UNKNOWN, reason=BETWEEN)


def _proved(found: Product, sides: Sequence[str], options: Options) -> Collection[str]:
    """Those of ``sides`` that have no run of their own, by an induction that rests on lemmas from a complete search."""
    from vmotion_proofs.evidence.certificate import Certificate
    from vmotion_proofs.induction.prove_invariants import prove_from_search
    from vmotion_proofs.search.reachable_states import Reachable

    pair = found.pair
    reachable = Reachable(found.finite.dense, found.search)
    proved = set()
    for side in sides:
        goals = pair.goals(side)
        try:
            made = prove_from_search(pair.model, goals, found.search, reachable, (), options.budget, options.report)
        except GaveUpError:
            options.budget.check()
            continue
        if isinstance(made, Certificate):
            checked = check_certificate(made, options.budget)
            if all(map(checked.proves, goals)):
                proved.add(side)
    return proved
