"""Runs that go round a cycle for ever, followed and judged by the ``transitions`` machines.

Whoever found such a run is not trusted: that it closes, and that it is fair, is judged on the machines' own states.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from vmotion_model.language import ELAPSE, Expr, Finite, Integer, Value, evaluate
from vmotion_model.machines import Migration, NotEnabledError
from vmotion_proofs.evidence.response_claim import Claim
from vmotion_proofs.results.errors import DisagreementError
from vmotion_proofs.results.replay import replay
from vmotion_proofs.results.verdicts import Run


@dataclass(frozen=True)
class Lasso:
    """Commands to the cycle, and those of the cycle (``elapse``: one tick)."""

    stem: tuple[str, ...]
    loop: tuple[str, ...]

    @cached_property
    def turned(self) -> "Lasso":
        """The same run; where time passes last before the cycle and first in it, the cycle begins after that.

        Both are shown as one step, which is not the one that comes back.
        """
        first = next((n for n, name in enumerate(self.loop) if name != ELAPSE), 0)
        if self.stem[-1:] != (ELAPSE,):
            return self
        return Lasso((*self.stem, *self.loop[:first]), (*self.loop[first:], *self.loop[:first]))


@dataclass(frozen=True)
class Walked:
    """The states of the machines along a lasso, the initial one first."""

    finite: Finite
    lasso: Lasso
    states: tuple[Mapping[str, Value], ...]

    @classmethod
    def of(cls, finite: Finite, lasso: Lasso, locations: Mapping[str, str]) -> "Walked":
        """Follow it; raises ``DisagreementError`` where a machine refuses, the cycle does not close or takes no time."""
        migration = Migration(finite.dense, locations)
        states: list[Mapping[str, Value]] = [dict(migration.state)]
        for name in (*lasso.stem, *lasso.loop):
            try:
                _ = migration.elapse(finite.tick) if name == ELAPSE else migration.fire(name)
            except NotEnabledError as error:
                raise DisagreementError(f"the machines refuse a step of the lasso ({error})") from None
            states.append(dict(migration.state))
        if _in_ticks(finite, states[len(lasso.stem)]) != _in_ticks(finite, states[-1]):
            raise DisagreementError("the lasso is none: the cycle does not return to where it began")
        if ELAPSE not in lasso.loop:
            raise DisagreementError("the lasso is none: no time passes on the cycle")
        return cls(finite, lasso, tuple(states))

    def fault(self, claim: Claim) -> str | None:
        """Why this is no fair run on which something waits for the goal for ever; None where it is one."""
        begin, model, fairness = len(self.lasso.stem), self.finite.dense, claim.fairness
        last_goal = max((i for i, s in enumerate(self.states) if self._holds(claim.goal, s)), default=-1)
        if last_goal >= begin or not any(self._holds(claim.premise, s) for s in self.states[last_goal + 1 :]):
            return "nothing waits for the goal, or the goal is met"
        if banned := fairness.finite & set(self.lasso.loop):
            return f"{min(banned)} happens for ever"
        around = self.states[begin:]
        for name in (*fairness.weak, *fairness.strong):
            possible = [self._holds(model.command[name].enabled, s) for s in around]
            if name not in self.lasso.loop and (all(possible) if name in fairness.weak else any(possible)):
                return f"{name} is never done"
        if not all(any(self._holds(condition, s) for s in around) for condition in fairness.recurring):
            return "a condition that recurs does not hold on it"
        return None

    def _holds(self, expr: Expr[Any], state: Mapping[str, Value]) -> bool:
        return bool(evaluate(expr, state, self.finite.dense.values))


def replayed(finite: Finite, lasso: Lasso, locations: Mapping[str, str], claim: Claim) -> Run:
    """The lasso as a run that the machines have followed and judged.

    Raises ``DisagreementError`` where a machine refuses a step, where the cycle does not close, where the goal is met after the
    premise, and where an assumption does not hold on the cycle.
    """
    lasso = lasso.turned
    if (fault := Walked.of(finite, lasso, locations).fault(claim)) is not None:
        raise DisagreementError(f"the lasso is none: {fault}")
    run = replay(finite, (*lasso.stem, *lasso.loop), locations)
    stem = replay(finite, lasso.stem, locations)
    # Where nothing but time passes any more, what passes before the cycle and in it are one step.
    loop_at = len(stem.steps) + 1
    if lasso.stem and lasso.loop and lasso.stem[-1] == ELAPSE == lasso.loop[0]:
        loop_at = len(stem.steps)
    return replace(run, loop_at=loop_at)


def _in_ticks(finite: Finite, state: Mapping[str, Value]) -> dict[str, Value]:
    """The state as the search sees it: clocks in ticks, up to the top of their counters; as it is where nobody counts."""
    seen = dict(state)
    for clock in finite.dense.clocks:
        counter = finite.model.variable[clock.name].type
        if isinstance(counter, Integer):
            seen[clock.name] = min(int(state[clock.name]) // finite.tick, counter.high)
    return seen
