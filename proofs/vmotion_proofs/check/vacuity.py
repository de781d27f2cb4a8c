"""Why a property passes: runs that reach its premise. An invariant or response whose premise no run reaches says nothing.

Nor does a response that only such runs reach as break its assumptions, which may contradict each other, nor any statement about
a model in which nothing can ever happen. All are defects of the statement or the model, not passes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from vmotion_model.language import (
    ELAPSE,
    FALSE,
    TRUE,
    Expr,
    Finite,
    Model,
    ModelError,
    Value,
    evaluate,
    natural_tick,
    negate,
    variables_of,
)
from vmotion_model.language.commands import refuse_strict_clocks
from vmotion_model.language.expressions import same
from vmotion_proofs.evidence.response_claim import Claim
from vmotion_proofs.liveness.replay_lasso import Lasso, Walked
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import commands_of, followed, in_ticks
from vmotion_proofs.results.verdicts import Run
from vmotion_proofs.search.demands import crash_free
from vmotion_proofs.search.retime_run import ROUND, refit
from vmotion_specs.properties import Property

if TYPE_CHECKING:
    from vmotion_proofs.search.explore import Explored

NOTHING_HAPPENS = "defect: no command can ever happen, so every statement holds of the initial state alone"
NO_PREMISE = "defect: no run reaches its premise, so it says nothing"
NO_FAIR_RUN = "defect: no run that keeps to its assumptions reaches its premise, so it says nothing"
NO_PREMISE_IN_TICKS = (
    "defect: no run in whole ticks reaches its premise, and nothing shows that one does between two ticks; "
    "it may say nothing"
)
NOT_KNOWN = "whether a run reaches its premise is not known: the search for one was stopped"


def premise_runs(model: Model, properties: Sequence[Property], options: Options) -> Mapping[str, Run]:
    """A shortest run to the premise of each property (the empty run where the premise is always true).

    A property that is missing from the result is vacuous, if the search was complete.
    """
    wanted = {p.id: negate(p.premise) for p in properties if not same(p.premise, TRUE)}
    runs: dict[str, Run] = {p.id: Run(()) for p in properties if p.id not in wanted}
    if wanted:
        from vmotion_proofs.search.explore import explore

        explored = explore(model, wanted, options, stop_early=True)
        options.budget.check()
        for name in wanted:
            run = explored.run(name)
            if run is not None:
                runs[name] = run
    return runs


@dataclass(frozen=True)
class Vacuity:
    """Which premises no run reaches, which ones no fair run, and of which that is not known.

    ``between``: no run in whole ticks reaches them, and these do not decide whether one does that is at them between two ticks.

    ``nothing_happens``: the model was searched in full, and none of its commands is ever possible.
    """

    unreachable: frozenset[str] = frozenset()
    unfair: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    nothing_happens: bool = False


def examine(look: "Look", passing: Sequence[Property], explored: "Explored | None", options: Options) -> Vacuity:
    """Whether a run reaches the premise of every passing invariant and response.

    What the runs that ``look`` has walked along leave open is asked of the states of a complete search; without one the model
    is searched.
    """
    model = look.model
    look.only(p.id for p in passing)
    if look.done:
        return Vacuity()
    if explored is None or not explored.complete:
        look.look_without_crashes(options)
        if look.done:
            return Vacuity()
        from vmotion_proofs.search.explore import explore

        # Fair runs are looked for among all steps; without a premise to look for the whole model is searched, too.
        wanted = {n: negate(p) for n, p in look.wanted.items()}
        explored = explore(model, wanted, options, stop_early=not look.unfair)
    missed = look.missing_from(explored)
    decided = {name for name in missed if explored.complete and _decided(look.wanted[name], model)}
    fired = dict(zip((s.command.name for s in explored.search.program.steps), explored.search.fired, strict=True))
    if explored.complete:
        look.look_round(explored)
    unsure = set() if explored.complete else look.unfair.keys()
    return Vacuity(
        frozenset(decided),
        frozenset(look.unfair.keys() - missed - unsure),
        frozenset(missed - decided if explored.complete else ()),
        frozenset(() if explored.complete else missed | unsure),
        explored.complete and not look.happens and not any(fired[c.name] for c in model.commands),
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


def needed_rounds(
    model: Model, claims: Mapping[str, Claim], explored: "Explored", options: Options
) -> Mapping[str, Run]:
    """Fair runs to the premises of claims, as few as one look at each, the longest first, gives; of a complete search."""
    from vmotion_proofs.liveness.judge_response import answer

    look = Look(model, {}, claims)
    found = {name: answer(explored.graph, claim, options.locations).run for name, claim in look.unfair.items()}
    runs = {name: run for name, run in found.items() if run is not None}
    needed: dict[str, Run] = {}
    for name, run in sorted(runs.items(), key=lambda item: -len(item[1].steps)):
        if name in look.unfair:
            needed[name] = run
            look.follow_round({name: round_of(run)}, options.locations)
    return needed


def round_of(run: Run) -> list[str]:
    """A run that goes on for ever, as commands with ``ROUND`` before its cycle."""
    assert run.loop_at is not None
    commands = commands_of(run)
    return [*commands[: run.loop_at - 1], ROUND, *commands[run.loop_at - 1 :]]


class Look:
    """Premises that are still to be reached; ``happens``: some command was possible.

    ``unfair`` are claims whose premise no run that keeps to their assumptions has reached yet.
    """

    def __init__(
        self, model: Model, premises: Mapping[str, Expr[bool]], claims: Mapping[str, Claim] | None = None
    ) -> None:
        """Begin in the initial state; ``claims`` belong to those premises that are of responses."""
        self.model = model
        self.wanted = dict(premises)
        # Without a goal a run that stays fair for ever shows that the assumptions go together.
        self.unfair = {name: replace(c, goal=FALSE, fairness=c.fairness.in_ticks) for name, c in (claims or {}).items()}
        self.happens = any(evaluate(c.enabled, model.initial, model.values) for c in model.commands)
        self._see(model.initial)

    @property
    def done(self) -> bool:
        """Whether nothing is left to look for."""
        return self.happens and not self.wanted and not self.unfair

    def only(self, names: Iterable[str]) -> None:
        """Look for these only."""
        names = set(names)
        self.wanted = {n: p for n, p in self.wanted.items() if n in names}
        self.unfair = {n: c for n, c in self.unfair.items() if n in names}

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

    def follow_round(self, hints: Mapping[str, Sequence[str]], locations: Mapping[str, str]) -> None:
        """Walk runs on file that go on for ever: round a last cycle, which begins after ``ROUND``."""
        tick = natural_tick(self.model)
        for hint in hints.values():
            if not self.unfair or list(hint).count(ROUND) != 1:
                continue
            at = list(hint).index(ROUND)
            stem, loop = in_ticks(hint[:at], tick), in_ticks(hint[at + 1 :], tick)
            if stem is not None and loop is not None:
                self._round(Finite(self.model, self.model, tick), Lasso(tuple(stem), tuple(loop)), locations)

    def refit(self, hints: Mapping[str, Sequence[str]], rounds: Mapping[str, Sequence[str]], options: Options) -> None:
        """Walk runs on file with other delays, to what they were written down for, where the constants of time have changed."""
        budget = options.budget
        for name, premise in list(self.wanted.items()):
            # That of the same name first: it was written down for this.
            for hint in sorted(hints, key=lambda h: h != name):
                if name not in self.wanted:
                    break
                if (other := refit(self.model, hints[hint], budget, premise, anywhere=True)) is not None:
                    self.follow({hint: other}, options.locations)
        for hint, commands in rounds.items():
            if self.unfair and (other := refit(self.model, commands, budget)) is not None:
                self.follow_round({hint: other}, options.locations)

    def look_without_crashes(self, options: Options) -> None:
        """Ask a small part of the model, whose runs are runs of the whole; whether they are fair is asked on the machines."""
        from vmotion_proofs.liveness.judge_response import answer
        from vmotion_proofs.search.explore import explore

        if (part := crash_free(self.model)) is None:
            return
        explored = explore(part, {}, options, fit=self.wanted.values(), edges=bool(self.unfair))
        if not explored.complete:
            return
        missed = self.missing_from(explored)
        self.wanted = {n: p for n, p in self.wanted.items() if n in missed}
        for name, claim in list(self.unfair.items()):
            if name not in self.unfair:
                # A run to another premise has passed by this one.
                continue
            narrowed = replace(claim, fairness=claim.fairness.among(part))
            if (run := answer(explored.graph, narrowed, options.locations).run) is not None:
                self.follow_round({name: round_of(run)}, options.locations)

    def look_round(self, explored: "Explored") -> None:
        """Ask all steps of a complete search for fair runs to the premises that are left."""
        from vmotion_proofs.liveness.judge_response import some_fair_run

        self.unfair = {n: c for n, c in self.unfair.items() if not some_fair_run(explored.graph, c)}

    def _round(self, finite: Finite, lasso: Lasso, locations: Mapping[str, str]) -> None:
        try:
            walked = Walked.of(finite, lasso, locations)
        except (DisagreementError, ModelError):
            return
        for name, claim in list(self.unfair.items()):
            if walked.fault(claim) is None:
                del self.unfair[name]

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
