"""Obligations as SMT-LIB text: the certificate on file, and the only thing a solver ever sees of a theorem.

The text asserts the hypotheses and the negated conclusion; the obligation holds when that is unsatisfiable.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from vmotion_model.precopy.terms import Op, Prop, Real, variables
from vmotion_specs.convergence.theorem import Hypothesis, Obligation, Use


def certificate(obligation: Obligation) -> str:
    """The text of one obligation, deterministic."""
    return query(
        obligation.hypotheses, obligation.conclusion, f"{obligation.id}: {obligation.description}", obligation.uses
    )


def query(
    hypotheses: Iterable[Hypothesis],
    conclusion: Prop,
    title: str,
    uses: Iterable[Use] = (),
    *,
    extra: Iterable[Prop] = (),
) -> str:
    """Text whose unsatisfiability is "the hypotheses imply the conclusion"; ``extra`` only narrows the models.

    ``uses`` are asserted, too: each is an instance of what another certificate proves.
    """
    hypotheses, uses, extra = tuple(hypotheses), tuple(uses), tuple(extra)
    unknowns: dict[str, Real] = {}
    for prop in (*(h.prop for h in hypotheses), conclusion, *(u.prop for u in uses), *extra):
        unknowns |= variables(prop)
    lines = [
        f"; {title}",
        "; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.",
        "(set-logic ALL)",
    ]
    lines += [f"(declare-const {name} {'Int' if term.integer else 'Real'})" for name, term in sorted(unknowns.items())]
    for hypothesis in hypotheses:
        lines += [f"; {hypothesis.name}: {hypothesis.description}", f"(assert {written(hypothesis.prop)})"]
    for use in uses:
        lines += [f"; by {use.of.id}: {use.of.description}", f"(assert {written(use.prop)})"]
    lines += ["; negated conclusion", f"(assert (not {written(conclusion)}))"]
    lines += [f"(assert {written(prop)})" for prop in extra]
    return "\n".join([*lines, "(check-sat)", ""])


def written(node: Real | Prop) -> str:
    """Prefix text of a term or proposition; whole numbers are lifted to reals where they meet a rational."""
    if isinstance(node, Prop) and node.op in (Op.LE, Op.LT, Op.EQ):
        whole = all(_whole(arg) for arg in node.args if isinstance(arg, Real))
        return f"({node.op.value} {' '.join(_term(arg, whole=whole) for arg in node.args if isinstance(arg, Real))})"
    if isinstance(node, Prop):
        return f"({node.op.value} {' '.join(written(arg) for arg in node.args)})"
    return _term(node, whole=False)


def _term(term: Real, *, whole: bool) -> str:
    if term.op is Op.VAR:
        return f"(to_real {term.name})" if term.integer and not whole else term.name
    if term.op is Op.CONST:
        return number(term.value, whole=whole)
    return f"({term.op.value} {' '.join(_term(arg, whole=whole) for arg in term.args)})"


def _whole(term: Real) -> bool:
    if term.op is Op.VAR:
        return term.integer
    if term.op is Op.CONST:
        return term.value.denominator == 1
    return term.op is not Op.DIV and all(_whole(arg) for arg in term.args)


def number(value: Fraction, *, whole: bool = False) -> str:
    """A rational constant in SMT-LIB syntax, or a whole one."""
    digits = f"{abs(value.numerator)}" + ("" if whole else ".0")
    digits = digits if value.denominator == 1 else f"(/ {digits} {value.denominator}.0)"
    return f"(- {digits})" if value < 0 else digits
