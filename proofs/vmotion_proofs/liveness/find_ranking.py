"""A ranking, found on the reachable states: which waiting states must come to the goal, rank after rank from the goal backwards.

Each round looks for a largest set of waiting states that cannot be left but towards what is ranked already, and that some
reason makes a run leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vmotion_model.language import Expr
from vmotion_proofs.evidence.ranking import OUTSIDE, Level, Ranking, Reason
from vmotion_proofs.evidence.response_claim import Claim
from vmotion_proofs.search.graph import Indices, Mask, reached_without
from vmotion_specs.assumptions import Fairness

from .decision_tree import rules_for
from .untimed_states import Abstract


@dataclass(frozen=True)
class Layer:
    """States of one rank, with the reason why no run stays among them; ``between`` for strong fairness."""

    reason: Reason
    name: str
    states: Mask
    between: tuple["Layer", ...] | None = None


@dataclass(frozen=True)
class Ranked:
    """Layers from rank 0 up, the states that wait, and those of them that no reason makes leave."""

    layers: tuple[Layer, ...]
    waiting: Mask
    left: Mask


def find_ranking(abstract: Abstract, claim: Claim) -> Ranking | None:
    """A ranking of everything that waits; None where the states without their clocks allow to wait for ever."""
    ranked = rank(abstract, claim.premise, claim.goal, claim.fairness)
    if ranked.left.any():
        return None
    asked = ~abstract.where(claim.goal)
    return _ranking(abstract, ranked.layers, np.flatnonzero(asked))


def _ranking(abstract: Abstract, layers: tuple[Layer, ...], states: np.ndarray) -> Ranking:
    labels = np.full(abstract.size, OUTSIDE, dtype=np.int64)
    levels = []
    for number, layer in enumerate(layers):
        labels[layer.states] = number
        between = None
        if layer.between is not None:
            inner = [b.states for b in layer.between]
            asleep = np.flatnonzero(np.any(inner, axis=0)) if inner else np.empty(0, dtype=np.int64)
            between = _ranking(abstract, layer.between, asleep)
        levels.append(Level(layer.reason, layer.name, between))
    return Ranking(rules_for(abstract, states, labels) if len(states) else (), tuple(levels))


def rank(abstract: Abstract, premise: Expr[bool], goal: Expr[bool], fairness: Fairness) -> Ranked:
    """Rank everything that can be waiting for ``goal`` after ``premise``."""
    reached = abstract.where(goal)
    waiting = reached_without(abstract.first, abstract.target, abstract.where(premise), reached)
    ranker = _Ranker(abstract, fairness)
    layers, left = ranker.rank(waiting, ~waiting)
    return Ranked(layers, waiting, left)


class _Ranker:
    """The steps that may be repeated for ever, and what each reason needs to know of the states."""

    def __init__(self, abstract: Abstract, fairness: Fairness) -> None:
        model = abstract.graph.finite.dense
        number = abstract.graph.number
        finite = np.zeros(len(number) + 1, dtype=np.bool_)
        finite[[number[n] for n in fairness.finite]] = True
        lasting = ~finite[abstract.step]
        self.source, self.target = abstract.source[lasting], abstract.target[lasting]
        self.step = abstract.step[lasting]
        self.size = abstract.size
        self.budget = abstract.graph.budget
        # What happens finitely often leads nowhere for ever, fair or not; no ranking may rest on it.
        self.strong = tuple(n for n in fairness.strong if n not in fairness.finite)
        self.number = number
        commands = (*fairness.weak, *fairness.strong)
        self.enabled = {n: abstract.where(model.command[n].enabled) for n in commands}
        self.weak = tuple(n for n in commands if n not in fairness.finite)
        self.never = [~abstract.where(r) for r in fairness.recurring]
        clocks = dict.fromkeys(d.clock for d in model.deadlines)
        self.running = {}
        self.resets: dict[str, list[int]] = {}
        for clock in clocks:
            active = model.variable[clock].active
            assert active is not None
            self.running[clock] = abstract.where(active)
            self.resets[clock] = [number[c.name] for c in model.commands if clock in c.updates]

    def rank(self, waiting: Mask, won: Mask) -> tuple[tuple[Layer, ...], Mask]:
        """Layers for ``waiting``, where ``won`` is the goal; and what is left."""
        left, won, layers = waiting.copy(), won.copy(), []
        steps = np.flatnonzero(left[self.source])
        more = True
        while more and left.any():
            self.budget.check()
            more = False
            steps = steps[left[self.source[steps]]]
            for layer in self._candidates(left, won, steps):
                layers.append(layer)
                left &= ~layer.states
                won |= layer.states
                more = True
        return tuple(layers), left

    def _candidates(self, left: Mask, won: Mask, steps: Indices) -> Iterator[Layer]:
        # ``left`` and ``won`` change between two yields: what was found is theirs then.
        for clock, running in self.running.items():
            states = self._stays(left & running, won, steps, self.resets[clock])
            if states.any():
                yield Layer(Reason.DEADLINE, clock, states)
        for number, never in enumerate(self.never):
            states = self._stays(left & never, won, steps, [])
            if states.any():
                yield Layer(Reason.RECURRING, str(number), states)
        for name in self.weak:
            states = self._stays(left & self.enabled[name], won, steps, [self.number[name]])
            if states.any():
                yield Layer(Reason.WEAK, name, states)
        for name in self.strong:
            states, between = self._compassion(name, left, won, steps)
            if states.any():
                yield Layer(Reason.STRONG, name, states, between)

    def _stays(self, states: Mask, won: Mask, steps: Indices, leaving: list[int]) -> Mask:
        """The largest part of ``states`` that steps leave towards ``won`` only, ``leaving`` in any case."""
        if not states.any():
            return states
        states = states.copy()
        here = steps[states[self.source[steps]]]
        if leaving:
            out = here[np.isin(self.step[here], leaving)]
            states[self.source[out[~won[self.target[out]]]]] = False
        while True:
            here = here[states[self.source[here]]]
            lost = self.source[here[~(states | won)[self.target[here]]]]
            if not len(lost):
                return states
            states[lost] = False

    def _compassion(self, name: str, left: Mask, won: Mask, steps: Indices) -> tuple[Mask, tuple[Layer, ...]]:
        """The largest set that ``name`` leaves whenever it is done, and where it becomes enabled again and again."""
        states = self._stays(left, won, steps, [self.number[name]])
        while states.any():
            asleep = states & ~self.enabled[name]
            if not (states & self.enabled[name]).any():
                return np.zeros_like(states), ()
            others = _without(self, name)
            layers, stuck = others.rank(asleep, won | (states & self.enabled[name]))
            if not stuck.any():
                return states, layers
            states = self._stays(states & ~stuck, won, steps, [self.number[name]])
        return states, ()


def _without(ranker: _Ranker, name: str) -> _Ranker:
    """The same ranker with one strongly fair command fewer, so that nesting ends."""
    other = object.__new__(_Ranker)
    other.__dict__.update(ranker.__dict__)
    other.strong = tuple(n for n in ranker.strong if n != name)
    return other
