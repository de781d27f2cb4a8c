"""Each hypothesis is needed: without it there is a counterexample, found by Z3 and replayed in exact arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from vmotion_model.precopy.terms import Op, Prop, Real, holds, var, variables
from vmotion_proofs.solving.solver_options import THEOREM_S
from vmotion_specs.convergence.theorem import Hypothesis, Obligation

from .ask_solvers import find_model
from .obligation_text import query


@dataclass(frozen=True)
class Counterexample:
    """Exact values under which every other hypothesis holds and the conclusion fails; ``dropped`` is "" for none."""

    obligation: str
    dropped: str
    values: Mapping[str, Fraction]


def without(item: Obligation, name: str, timeout_s: float = THEOREM_S) -> Counterexample | None:
    """The counterexample that appears when the named hypothesis is dropped, or None when none was found."""
    return _search(item, tuple(h for h in item.hypotheses if h.name != name), name, timeout_s)


def refute(item: Obligation, timeout_s: float = THEOREM_S) -> Counterexample | None:
    """A counterexample to the obligation as it stands, or None when none was found."""
    return _search(item, item.hypotheses, "", timeout_s)


def _search(item: Obligation, kept: tuple[Hypothesis, ...], dropped: str, timeout_s: float) -> Counterexample | None:
    unknowns: dict[str, Real] = {}
    for prop in (*(h.prop for h in item.hypotheses), item.conclusion):
        unknowns |= variables(prop)
    # SMT-LIB lets x/0 be anything; a counterexample that rests on it would be none.
    divisors = tuple(d for p in (*(h.prop for h in item.hypotheses), item.conclusion) for d in _divisors(p))
    defined = tuple(~divisor.eq(0) for divisor in divisors)
    # Small values read better and are rational; the wider searches come only when they do not exist.
    for extra in (_box(unknowns, Fraction(0), 4), _box(unknowns, Fraction(-4), 4), ()):
        text = query(kept, item.conclusion, f"{item.id} without {dropped or 'nothing'}", extra=(*defined, *extra))
        values = find_model(text, {name: term.integer for name, term in unknowns.items()}, timeout_s)
        if values is not None and all(holds(h.prop, values) for h in kept) and not holds(item.conclusion, values):
            return Counterexample(item.id, dropped, values)
    return None


def _divisors(node: Real | Prop) -> tuple[Real, ...]:
    own = (node.args[1],) if isinstance(node, Real) and node.op is Op.DIV else ()
    return (*own, *(divisor for arg in node.args for divisor in _divisors(arg)))


def _box(unknowns: Mapping[str, Real], low: Fraction, high: int) -> tuple[Prop, ...]:
    terms = [term if term.integer else var(name) for name, term in unknowns.items()]
    return tuple(prop for term in terms for prop in (term >= low, term <= high))
