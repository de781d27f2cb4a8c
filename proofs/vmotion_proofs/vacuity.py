"""Why a property passes: runs that reach its premise. An invariant or response whose premise no run reaches says nothing.

Nor does any statement about a model in which nothing can ever happen. Both are defects of the statement or the model, not passes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vmotion_model.language import ELAPSE, TRUE, Expr, Model, ModelError, Value, evaluate, negate, variables_of
from vmotion_model.language.commands import refuse_strict_clocks
from vmotion_model.language.expressions import same
from vmotion_specs.properties import Property

from .options import Options
from .replay import followed
from .verdicts import Run

if TYPE_CHECKING:
    from .explore import Explored

NOTHING_HAPPENS = "defect: no command can ever happen, so every statement holds of the initial state alone"
NO_PREMISE = "defect: no run reaches its premise, so it says nothing"
NOT_KNOWN = "whether a run reaches its premise is not known: the search for one was stopped"


def premise_runs(model: Model, properties: Sequence[Property], options: Options) -> Mapping[str, Run]:
    """A shortest run to the premise of each property (the empty run where the premise is always true).

    A property that is missing from the result is vacuous, if the search was complete.
    """
    wanted = {p.id: negate(p.premise) for p in properties if not same(p.premise, TRUE)}
    runs: dict[str, Run] = {p.id: Run(()) for p in properties if p.id not in wanted}
    if wanted:
        from .explore import explore

        explored = explore(model, wanted, options, options.seconds, stop_early=True)
        for name in wanted:
            run = explored.run(name)
            if run is not None:
                runs[name] = run
    return runs


@dataclass(frozen=True)
class Vacuity:
    """Which premises no run reaches, and of which that is not known.

    ``nothing_happens``: the model was searched in full, and none of its commands is ever possible.
    """

    unreachable: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    nothing_happens: bool = False
    interrupted: bool = False


def examine(
    look: "Look", passing: Sequence[Property], explored: "Explored | None", options: Options, seconds: float | None
) -> Vacuity:
    """Whether a run reaches the premise of every passing invariant and response.

    What the runs that ``look`` has walked along leave open is asked of the states of a complete search; without one the model
    is searched.
    """
    model = look.model
    look.wanted = {p.id: look.wanted[p.id] for p in passing if p.id in look.wanted}
    if look.done:
        return Vacuity()
    if explored is None or not explored.complete:
        from .explore import explore

        # Without a premise to look for the whole model is searched.
        explored = explore(model, {n: negate(p) for n, p in look.wanted.items()}, options, seconds, stop_early=True)
    missed = look.missing_from(explored)
    decided = {name for name in missed if explored.complete and _decided(look.wanted[name], model)}
    fired = dict(zip((s.command.name for s in explored.search.program.steps), explored.search.fired, strict=True))
    return Vacuity(
        frozenset(decided),
        frozenset(missed - decided),
        explored.complete and not look.happens and not any(fired[c.name] for c in model.commands),
        explored.search.interrupted,
    )


def needed_runs(
    model: Model, properties: Sequence[Property], runs: Iterable[Run], options: Options
) -> Mapping[str, Run]:
    """Runs to the premises that no run of ``runs`` passes by; as few as one look at each, the longest first, gives."""
    look = Look(model, {p.id: p.premise for p in properties})
    look.along(*runs)
    shortest = premise_runs(model, [p for p in properties if p.id in look.wanted], options)
    needed: dict[str, Run] = {}
    for name, run in sorted(shortest.items(), key=lambda item: -len(item[1].steps)):
        if name in look.wanted:
            needed[name] = run
            look.along(run)
    return needed


class Look:
    """Premises that are still to be reached; ``happens``: some command was possible."""

    def __init__(self, model: Model, premises: Mapping[str, Expr[bool]]) -> None:
        """Begin in the initial state."""
        self.model = model
        self.wanted = dict(premises)
        self.happens = any(evaluate(c.enabled, model.initial, model.values) for c in model.commands)
        self._see(model.initial)

    @property
    def done(self) -> bool:
        """Whether nothing is left to look for."""
        return self.happens and not self.wanted

    def along(self, *runs: Run) -> None:
        """Walk runs that the machines followed."""
        for run in runs:
            state: dict[str, Value] = dict(self.model.initial)
            for step in run.steps:
                self.happens = self.happens or step.command != ELAPSE
                state |= {n: after for n, (_, after) in step.changed.items() if n in self.model.variable}
                self._see(state)

    def follow(self, hints: Mapping[str, Sequence[str]], locations: Mapping[str, str]) -> None:
        """Walk runs on file, as far as the machines follow them and something is left to look for."""
        for hint in hints.values():
            if not self.done and (found := followed(self.model, hint, locations)) is not None:
                self.along(found)

    def missing_from(self, explored: "Explored") -> set[str]:
        """The premises that hold in no state of a search."""
        never = explored.search.true_everywhere([negate(explored.finite.translate(p)) for p in self.wanted.values()])
        return {name for name, value in zip(self.wanted, never, strict=True) if value}

    def _see(self, state: Mapping[str, Value]) -> None:
        for name, premise in list(self.wanted.items()):
            if evaluate(premise, state, self.model.values):
                del self.wanted[name]


def _decided(premise: Expr[Any], model: Model) -> bool:
    """Whether a complete search in whole ticks decides that no run reaches the premise."""
    try:
        refuse_strict_clocks("premise", premise)
    except ModelError:
        return False
    return not model.timed_history & variables_of(premise).keys()
