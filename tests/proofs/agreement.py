"""All engines on one model with its statements: what each of them says, and that none contradicts another."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import z3

from random_models import LOCATIONS, UNIT, Case
from reference import State, space, successors
from vmotion_model.common.budget import Budget
from vmotion_model.common.progress import silent
from vmotion_model.language import ELAPSE, TRUE, WHOLE, Integer, discretise, evaluate, variables_of
from vmotion_model.language.ticks import time_constants
from vmotion_model.machines import Migration
from vmotion_proofs.check.check import check
from vmotion_proofs.crosscheck.spin import ask_spin, available
from vmotion_proofs.evidence.certificate import INITIAL, STEP, Certificate, safe
from vmotion_proofs.induction.clock_lemmas import clock_lemmas
from vmotion_proofs.induction.find_lemmas import Stuck
from vmotion_proofs.induction.prove_invariants import prove_from_lemmas, prove_from_search
from vmotion_proofs.induction.spacer import prove_by_spacer
from vmotion_proofs.results.errors import SolverGaveUpError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import PropertyResult, Verdict
from vmotion_proofs.search.breadth_first import search
from vmotion_proofs.search.reachable_states import Reachable
from vmotion_specs.properties import Property

EVERYWHERE = Property("everywhere", "", TRUE)
"""A statement that holds keeps the search going to the end, so that its counts are those of the whole model."""
WALKS, STEPS = 3, 30


class Witnesses:
    """One case seen by the interpreter of the tests, against which every engine is held; ``tally`` counts the answers."""

    def __init__(self, case: Case, tally: Counter[str]) -> None:
        self.model, self.properties, self.tally = case.model, case.properties, tally
        claims = [p.claim for p in case.properties]
        self.finite = discretise(case.model, None, *claims)
        self.longest = max(time_constants(case.model, *claims), default=0)
        self.reference = space(case.model, self.finite.tick, self.longest).seen_as(self._counted)
        self.broken = {p.id: self._broken_at(p) for p in case.properties}

    @property
    def locations(self) -> dict[str, str]:
        """Where each role stands; models that are no random ones have other names."""
        return {role: name for role, name in LOCATIONS.items() if name in self.model.variable}

    @property
    def size(self) -> int:
        """How many states the model has."""
        return len(self.reference.level)

    def hold(self, *, outside: bool) -> None:
        """Every engine, and the machines; with ``outside`` also those that run in processes of their own, which take longest."""
        self.search()
        self.mined()
        self.houdini()
        self.spacer()
        self.machines()
        if outside:
            self.certified()
            if available():
                self.spin()

    def search(self) -> None:
        """The explicit search finds the same states, steps and distances, and the nearest violations."""
        found = search(self.finite.model, {EVERYWHERE.id: TRUE})
        assert found.complete
        here = (found.states, found.transitions, found.depth)
        assert here == (self.size, self.reference.transitions, self.reference.depth)
        states = [found.program.state(found.store.words, i) for i in range(found.states)]
        levels = {tuple(s[n] for n in self.reference.names): found.level_of(i) for i, s in enumerate(states)}
        assert levels == self.reference.level
        options = Options(engine="explicit", locations=self.locations)
        asked = {p.id for p in self.properties}
        results = check(self.model, [*self.properties, EVERYWHERE], options).properties
        # Neither the statement that never falls, nor timelock, which is judged unasked.
        for result in (r for r in results if r.id in asked):
            self._compare("search", result)
            if result.verdict is Verdict.VIOLATED:
                assert self._length(result) == self.broken[result.id], "the counterexample is not the shortest"

    def mined(self) -> None:
        """Discovery along the reachable states, of every statement alone, also of those that are false."""
        found = search(self.finite.model, {})
        reachable = Reachable(self.finite.dense, found)
        for item in self.properties:
            try:
                answer = prove_from_search(self.model, {item.id: item.claim}, found, reachable, (), Budget(), silent)
            except SolverGaveUpError:
                continue
            self._proved("mined", item, None if isinstance(answer, Stuck) else answer)

    def houdini(self) -> None:
        """The largest inductive part of all statements, with what holds of clocks: false ones must be dropped."""
        goals = {p.id: p.claim for p in self.properties}
        answer = prove_from_lemmas(self.model, goals, list(clock_lemmas(self.model)), Budget(), silent)
        for item in self.properties:
            self._proved("houdini", item, answer)

    def spacer(self) -> None:
        """Spacer, of every statement alone."""
        for item in self.properties:
            self._proved("spacer", item, prove_by_spacer(self.model, {item.id: item.claim}, Budget(3.0), silent))

    def certified(self) -> None:
        """What users get: search, then a proof that two solvers have read."""
        results = check(
            self.model, [*self.properties, EVERYWHERE], Options(locations=self.locations, budget=Budget(60))
        ).properties
        asked = {p.id for p in self.properties}
        for result in (r for r in results if r.id in asked):
            self._compare("check", result)

    def machines(self) -> None:
        """The ``transitions`` machines can do the same as the interpreter along random runs, and get to the same states."""
        random = Random(self.size)
        for _ in range(WALKS):
            migration = Migration(self.model, self.locations)
            state: State = dict(self.model.initial)
            for _ in range(STEPS):
                found = dict(successors(self.model, state, self.finite.tick, 10**6))
                assert set(migration.enabled()) == found.keys() - {ELAPSE}, state
                limit = migration.longest_delay()
                runs = any(migration._runs(c.name) for c in self.model.clocks)
                assert (ELAPSE in found) == (runs and (limit is None or limit >= self.finite.tick)), state
                if not found:
                    break
                name = random.choice(sorted(found))
                if name == ELAPSE:
                    migration.elapse(self.finite.tick)
                else:
                    migration.fire(name)
                state = found[name]
                assert migration.state == state, name

    def spin(self) -> None:
        """SPIN, of the exported Promela: states, transitions, and in how many states which statements fail."""
        account = ask_spin(self.model, WHOLE, self.properties)
        claims = [(p.id, self.finite.translate(p.claim)) for p in self.properties]
        states = [self.reference.state(k) for k in self.reference.level]
        fails = [n for n, c in claims for s in states if not evaluate(c, s, self.finite.model.values)]
        assert (account.states, account.transitions) == (len(states), self.reference.transitions)
        assert account.violated == frozenset(fails)
        assert account.violations == len(fails)
        self.tally["spin models"] += 1

    def _broken_at(self, item: Property) -> int | None:
        """How far the nearest violation is. Of a strict comparison a finer grain shows more: -1 where only that one does."""
        translated = self.finite.translate(item.claim)
        at = self.reference.broken_at(translated, self.finite.model)
        if at is None and not (item.closed and self.model.timed_history.isdisjoint(variables_of(item.claim))):
            finer = space(self.model, UNIT // 3, self.longest)
            return None if finer.broken_at(item.claim, self.model) is None else -1
        return at

    def _compare(self, engine: str, result: PropertyResult) -> None:
        at = self.broken[result.id]
        self.tally[f"{engine} asked"] += 1
        self.tally[f"{engine} {result.verdict}"] += 1
        assert not result.reason.startswith("engines disagree"), result.reason
        assert result.verdict is not Verdict.BOUNDED
        if result.verdict.passes:
            assert at is None, f"{engine}: {result.id} is {result.verdict}, and a run breaks it"
        if result.verdict is Verdict.VIOLATED:
            assert at is not None, f"{engine}: {result.id} is violated, and no run breaks it"
            assert at >= 0
            self._replays(result)
        if at is not None and at >= 0:
            assert result.verdict is Verdict.VIOLATED, (
                f"{engine}: no counterexample of {result.id}, and a run breaks it"
            )

    def _proved(self, engine: str, item: Property, answer: Certificate | None) -> None:
        if self.broken[item.id] is None:
            self.tally[f"{engine} asked"] += 1
        if answer is None or item.id not in answer.properties or not refuted(answer, item.id):
            return
        self.tally[f"{engine} proved"] += 1
        assert self.broken[item.id] is None, f"{engine} proves {item.id}, and a run breaks it"

    def _replays(self, result: PropertyResult) -> None:
        """The run does what the interpreter does, and breaks the statement at its end."""
        assert result.run is not None
        state: State = dict(self.model.initial)
        for step in result.run.steps:
            before = dict(state)
            for name in self._single(step.command, step.description):
                state = dict(successors(self.model, state, self.finite.tick, 10**6))[name]
            assert {n: (before[n], v) for n, v in state.items() if before[n] != v} == dict(step.changed)
        claim = next(p.claim for p in self.properties if p.id == result.id)
        assert not evaluate(claim, state, self.model.values)

    def _single(self, command: str, says: str) -> Sequence[str]:
        return [ELAPSE] * (int(says.split(maxsplit=1)[0]) // self.finite.tick) if command == ELAPSE else [command]

    def _length(self, result: PropertyResult) -> int:
        assert result.run is not None
        return sum(len(self._single(s.command, s.description)) for s in result.run.steps)

    def _counted(self, state: State) -> State:
        """A state as the model in ticks keeps it: counters instead of seconds, which stop at their tops."""
        tops = {c.name: self.finite.model.variable[c.name].type for c in self.model.clocks}
        return {n: min(int(v) // self.finite.tick, _top(tops[n])) if n in tops else v for n, v in state.items()}


def refuted(certificate: Certificate, property_id: str) -> bool:
    """Whether a solver in this process refutes what the property rests on; a certificate alone is no proof."""
    rests_on = (INITIAL, STEP, safe(property_id))
    answers = {}
    for query in certificate.queries:
        if query.name in rests_on:
            solver = z3.Solver(ctx=z3.Context())
            solver.from_string(f"{certificate.declarations}(assert {query.assertion})")
            answers[query.name] = solver.check()
    return [answers[name] for name in rests_on] == [z3.unsat] * len(rests_on)


def _top(type_: object) -> int:
    assert isinstance(type_, Integer)
    return type_.high
