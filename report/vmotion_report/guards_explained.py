"""Why a step can be done in a state, or not: the conjuncts of each guard that fail there, with the values that say why."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from vmotion_model.language import Expr, Model, Value, because, evaluate, variables_of

Blocked: TypeAlias = Mapping[str, tuple[tuple[str, str], ...]]
"""By command, the conjuncts that fail (label, why); a command that can be done is not in it."""
Why: TypeAlias = Callable[[str, str, Mapping[str, Value]], str]
"""More on a conjunct that fails: its command, its label, the state. It may look only at what the conjunct reads."""


def unexplained(_command: str, _label: str, _state: Mapping[str, Value]) -> str:
    """Nothing beyond the formula and the values."""
    return ""


@dataclass(frozen=True)
class Explainer:
    """Answers for one model; each conjunct is looked at once for each combination of the values that it reads.

    What ``why`` says of one stands in place of the formula and the values.
    """

    model: Model
    why: Why = unexplained
    _known: dict[tuple[int, tuple[Value, ...]], str | None] = field(default_factory=dict, repr=False)

    def blocked(self, state: Mapping[str, Value]) -> Blocked:
        """What cannot be done in a state, and why."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for command, conjuncts in self._guards:
            if failing := tuple(self._failing(command, conjuncts, state)):
                found[command] = failing
        return found

    def _failing(
        self, command: str, conjuncts: Sequence["_Conjunct"], state: Mapping[str, Value]
    ) -> Iterator[tuple[str, str]]:
        for conjunct in conjuncts:
            key = (conjunct.number, tuple(state[n] for n in conjunct.reads))
            if key not in self._known:
                holds = evaluate(conjunct.formula, state, self.model.values)
                self._known[key] = None if holds else self._because(command, conjunct, state)
            why = self._known[key]
            if why is not None:
                yield conjunct.label, why

    def _because(self, command: str, conjunct: "_Conjunct", state: Mapping[str, Value]) -> str:
        more = self.why(command, conjunct.label, state)
        return more or because(conjunct.formula, state, self.model.values)

    @cached_property
    def _guards(self) -> Sequence[tuple[str, Sequence["_Conjunct"]]]:
        number = 0
        found: list[tuple[str, Sequence[_Conjunct]]] = []
        for command in self.model.commands:
            conjuncts = []
            for label, formula in command.guard.items():
                conjuncts.append(_Conjunct(number, label, formula, tuple(variables_of(formula))))
                number += 1
            found.append((command.name, conjuncts))
        return found


@dataclass(frozen=True)
class _Conjunct:
    number: int
    label: str
    formula: Expr[Any]
    reads: tuple[str, ...]
