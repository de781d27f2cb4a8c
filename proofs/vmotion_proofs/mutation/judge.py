"""The fate of one mutant: equivalent to the model, killed by a property, surviving, or not decided.

Equivalence comes first, because it is cheap: the mutant's commands are compared with the model's on every reachable state of
the model. What is left is searched, which stops at the nearest state that breaks an invariant; without one, every step of the
model must still happen somewhere, every demand is asked for by ``check``, and the scenarios are played; fair cycles are looked
for where responses are named. What no property notices may still be told apart by nobody: that is decided last, side by side
with the model.
Nothing that ran out of a budget is ever called killed or equivalent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from vmotion_model.common.budget import Budget
from vmotion_model.language import Expr, Model, ModelError, all_of, discretise, variables_of
from vmotion_model.machines import Migration
from vmotion_model.script import ScriptError, play, read_script
from vmotion_proofs.changes.compare_behaviour import indistinguishable
from vmotion_proofs.check.check import check
from vmotion_proofs.results.errors import CertificateError, DisagreementError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import replay
from vmotion_proofs.results.verdicts import Run, Verdict
from vmotion_proofs.search.breadth_first import Search, search
from vmotion_proofs.search.explore import Explored, explore
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.scenarios import scenarios_of
from vmotion_specs.suites import Suite

from .mutants import Mutant
from .step_differences import StepDifference, difference, does_less

MAX_STATES = 3_000_000
"""Where the search of a mutant stops by itself: several times what the shipped models have."""


NO_ROLES: Mapping[str, str] = MappingProxyType({})
"""Runs are replayed on the composed machine alone: drawing up a machine for each role of each mutant would take half the time."""
RANGE = "range"
"""Stands for a property where a variable leaves its declared range, which every reading of the model refuses."""
STEPS = "steps"
"""Stands for a property where a step that the model can do can never happen in the mutant."""
SCENARIO = "scenario"
"""With its name: stands for a property where a scenario is no longer a run, or ends otherwise."""
UNSEEN = "same runs, and no property's variable ever differs"
"""Why a mutant is equivalent for the properties of one suite."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    """A property fails on it, by a replayed run (a demand: after a complete search)."""
    EQUIVALENT = "equivalent"
    """It does what the model does in every reachable state; it does not count."""
    SURVIVES = "survives"
    """It does something else, and no property notices."""
    UNDECIDED = "undecided"
    """A budget ran out, or engines disagree; it counts as neither."""
    REFUSED = "refused"
    """The language refuses it: nobody can make this mistake; it does not count."""


class Does(StrEnum):
    """What a survivor does otherwise than the model."""

    LESS = "less"
    """Every step of it leads where a step of the model leads: no property of states can fail; what is missing is not demanded."""
    MORE = "more"
    """It has a step of its own, to a state that breaks no property."""
    UNKNOWN = "unknown"
    """It was not compared step by step."""


@dataclass(frozen=True)
class Judgement:
    """The fate of a mutant and what it rests on.

    ``by`` names the properties that fail nearest to the start, ``run`` leads to where the first of them does (none for an
    unreachable demand) and has ``steps`` steps. ``reason`` says how equivalence was decided, or why nothing was. ``does``
    tells survivors apart.
    """

    mutant: str
    fate: Fate
    by: tuple[str, ...] = ()
    steps: int | None = None
    reason: str = ""
    does: Does | None = None
    run: Run | None = None


@dataclass(frozen=True)
class Judge:
    """A suite's model, ready to have its mutants judged by the properties named in ``ids`` (all, where it is None)."""

    suite: Suite
    ids: frozenset[str] | None = None
    states: int = MAX_STATES
    certificate: Path | None = None
    demands: Path | None = None
    budget: Budget = field(default_factory=Budget)

    @cached_property
    def reachable(self) -> Explored:
        """All reachable states of the model; raises ``SpentError``."""
        return self._explore(self.suite.model, {})

    def _explore(self, model: Model, invariants: Mapping[str, Expr[bool]], states: int | None = None) -> Explored:
        found = explore(model, invariants, Options(states=states, budget=self.budget))
        self.budget.check()
        return found

    def judge(self, mutant: Mutant) -> Judgement:
        """The fate of one mutant; raises ``SpentError`` where the budget ends it."""
        if mutant.model is None:
            return Judgement(mutant.name, Fate.REFUSED, reason=mutant.refused)
        reason = self._equivalent(mutant.model)
        if reason:
            return Judgement(mutant.name, Fate.EQUIVALENT, reason=reason)
        properties = able_to_kill(self.suite.properties_of(mutant.model), self.ids)
        try:
            return replace(self._kill(mutant.model, properties), mutant=mutant.name)
        except DisagreementError as error:
            return Judgement(mutant.name, Fate.UNDECIDED, reason=f"engines disagree: {error}")
        except ModelError as error:
            # Only a search shows that a variable leaves its range; every reading of the model refuses that.
            return Judgement(mutant.name, Fate.KILLED, (RANGE,), reason=str(error))

    def _equivalent(self, mutant: Model) -> str:
        """How it was decided that the mutant does what the model does; empty where it does not, or may not."""
        found = difference(self.suite.model, mutant)
        if found is None or not self.reachable.complete:
            return ""
        if not found.timed:
            if self._never(found, self.reachable):
                return f"agrees on all {self.reachable.search.states:,} reachable states"
            return ""
        # Whole ticks do not decide a strict comparison of a clock: they filter, the solvers decide.
        timed = self._explore(self.suite.model, {"agrees": found.agrees})
        if not timed.complete or "agrees" in timed.search.violations:
            return ""
        return "both solvers prove it from the certified invariant" if self._proved(found) else ""

    @staticmethod
    def _never(found: StepDifference, explored: Explored) -> bool:
        return explored.search.true_everywhere([explored.finite.translate(found.agrees)])[0]

    def _proved(self, found: StepDifference) -> bool:
        from vmotion_proofs.certifying.recheck_stored import proved_by_certificate

        if self.certificate is None:
            return False
        try:
            return proved_by_certificate(self.suite, self.certificate, found.agrees)
        except CertificateError:
            return False

    def _kill(self, mutant: Model, properties: Sequence[Property]) -> Judgement:
        """By the cheapest: invariants and steps in one search, demands and scenarios by runs, responses by all steps."""
        invariants = {p.id: p.formula for p in properties if p.kind is PropertyKind.INVARIANT}
        undecided = ""
        demands = [p for p in properties if p.kind is PropertyKind.REACHABLE]
        responses = [p for p in properties if p.kind is PropertyKind.RESPONSE]
        for judged in self._kills(mutant, invariants, demands, responses):
            if judged.fate is Fate.KILLED:
                return judged
            undecided = undecided or judged.reason
        if undecided:
            return Judgement("", Fate.UNDECIDED, reason=undecided)
        if self._looks_the_same(mutant):
            return Judgement("", Fate.EQUIVALENT, reason=UNSEEN)
        less = does_less(self.suite.model, mutant, self.reachable.search, self.budget)
        return Judgement("", Fate.SURVIVES, does=Does.UNKNOWN if less is None else Does.LESS if less else Does.MORE)

    def _kills(
        self,
        mutant: Model,
        invariants: Mapping[str, Expr[bool]],
        demands: Sequence[Property],
        responses: Sequence[Property],
    ) -> Iterator[Judgement]:
        """What kills the mutant, or fails to decide, one after the other."""
        yield from self._search(mutant, invariants)
        options = Options(engine="explicit", states=self.states, demands=self.demands, budget=self.budget)
        for item in demands:
            (result,) = check(mutant, [item], options).properties
            self.budget.check()
            if result.verdict is Verdict.VIOLATED:
                steps = None if result.run is None else len(result.run.steps)
                yield Judgement("", Fate.KILLED, (item.id,), steps, result.reason, run=result.run)
            elif not result.verdict.passes:
                yield Judgement("", Fate.UNDECIDED, reason=f"{item.id} is {result.verdict}: {result.reason}")
        if self.ids is None:
            yield from self._play(mutant)
        if responses:
            yield from self._respond(mutant, responses)

    def _search(self, mutant: Model, invariants: Mapping[str, Expr[bool]]) -> Iterator[Judgement]:
        """The nearest state that breaks an invariant; without one, a step of the model that can no longer happen."""
        finite = discretise(mutant, None, *invariants.values())
        translated = {name: finite.translate(formula) for name, formula in invariants.items()}
        goal = {"all": all_of(*translated.values())} if translated else {}
        found = search(finite.model, goal, budget=self.budget, states=self.states, stop_early=True)
        self.budget.check()
        if found.violations:
            broken = _broken(found, translated)
            first, index = next(iter(broken.items()))
            path = [found.program.steps[number].command.name for number, _ in found.path_to(index)]
            state = found.program.state(found.store.words, index)
            run = replay(finite, path, NO_ROLES, state, invariants[first])
            yield Judgement("", Fate.KILLED, tuple(broken), len(run.steps), run=run)
        elif not found.complete:
            yield Judgement("", Fate.UNDECIDED, reason=f"search stopped after {found.states:,} states")
        elif self.ids is None and (missing := self.steps - _fired(found)):
            yield Judgement("", Fate.KILLED, (STEPS,), reason=f"can never happen: {', '.join(sorted(missing))}")

    def _respond(self, mutant: Model, responses: Sequence[Property]) -> Iterator[Judgement]:
        """The responses that some fair run waits for in vain, each with a lasso."""
        from vmotion_proofs.evidence.response_claim import claim_of
        from vmotion_proofs.liveness.judge_response import answer

        try:
            claims = {p.id: claim_of(mutant, p) for p in responses}
        except ModelError as error:
            # The mutant sets by what a clock shows what a response reads: no search in whole ticks judges that.
            yield Judgement("", Fate.UNDECIDED, reason=str(error))
            return
        explored = self._explore(mutant, {}, self.states)
        if not explored.complete:
            yield Judgement("", Fate.UNDECIDED, reason=explored.stopped)
            return
        for name, claim in claims.items():
            found = answer(explored.graph, claim, NO_ROLES)
            if found.run is not None:
                yield Judgement("", Fate.KILLED, (name,), len(found.run.steps), run=found.run)
            elif not found.verdict.passes:
                yield Judgement("", Fate.UNDECIDED, reason=f"{name} is {found.verdict}: {found.reason}")

    @cached_property
    def steps(self) -> frozenset[str]:
        """The commands that the model can do, each somewhere."""
        return _fired(self.reachable.search)

    def _play(self, mutant: Model) -> Iterator[Judgement]:
        """The scenarios are runs that the model must have, with their outcomes."""
        for name, text in scenarios_of(self.suite).items():
            try:
                play(read_script(text, mutant, name), Migration(mutant, NO_ROLES))
            except ScriptError as error:
                yield Judgement("", Fate.KILLED, (f"{SCENARIO} {name}",), reason=str(error))

    def _looks_the_same(self, mutant: Model) -> bool:
        """Whether the mutant has the model's runs, and along them the same values of all that hand-written properties read.

        What is generated from the commands (timelock, deadlock) asks for guards; those agree where the runs do.
        """
        found = difference(self.suite.model, mutant)
        if found is None or found.guards:
            return False
        return indistinguishable(self.suite.model, mutant, self.seen, self.states, self.budget)

    @cached_property
    def seen(self) -> Sequence[str]:
        """The variables of the model that hand-written properties read: the others read whatever guards read."""
        asked = [p for p in self.suite.properties if not p.generated]
        formulas = [e for p in asked for e in (p.premise, p.claim, *(r for a in p.assumptions for r in a.recurring))]
        return sorted({n for f in formulas for n in variables_of(f)} & self.suite.model.variable.keys())


def able_to_kill(properties: Iterable[Property], ids: frozenset[str] | None) -> list[Property]:
    """The properties (of those named) that mutants are judged by.

    Responses are among them only where they are named: each needs all steps between all states of every survivor.
    """
    return [p for p in properties if (p.kind is not PropertyKind.RESPONSE if ids is None else p.id in ids)]


def _fired(found: Search) -> frozenset[str]:
    return frozenset(s.command.name for s, times in zip(found.program.steps, found.fired, strict=True) if times)


def _broken(found: Search, invariants: Mapping[str, Expr[bool]]) -> dict[str, int]:
    """The invariants that states of the nearest level with a violation break, each with the first such state."""
    level = found.level_of(found.violations["all"])
    block = found.program.block(found.level(level).copy())
    broken = {}
    for name, formula in invariants.items():
        holds = found.program.compile(formula)(block)
        bad = [not holds] * block.size if isinstance(holds, bool) else ~holds
        at = next((i for i, b in enumerate(bad) if b), None)
        if at is not None:
            broken[name] = found.levels[level] + at
    return broken
