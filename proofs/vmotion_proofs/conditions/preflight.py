"""Prediction: does a migration complete under these conditions, must it fail, may it fail, and where does that show?

Where some are open, a solver finds every combination of causes that their values can bring about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import z3

from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError
from vmotion_model.language import Enumeration, Integer, Value, Var, substitute, variables_of
from vmotion_model.language.expressions import is_literal, lift
from vmotion_model.protocol.conditioned import healthy
from vmotion_model.protocol.conditions import CAUSES, CONDITIONS, Cause
from vmotion_model.protocol.conditions.contradictions import AGREEMENTS
from vmotion_proofs.results.options import Options
from vmotion_proofs.solving.encode_terms import Encoder
from vmotion_proofs.solving.z3_terms import Z3Terms

from .cause_table import Outlooks, Prospect
from .outlook import Forecast


@dataclass(frozen=True)
class Preflight:
    """The answer: for all values of what is ``opened``, one prospect for every combination of causes that they allow.

    ``reason`` says why there is no answer.
    """

    prospects: tuple[Prospect, ...]
    opened: tuple[str, ...]
    certainty: Forecast
    reason: str = ""


def preflight(given: Mapping[str, Value], opened: tuple[str, ...], options: Options) -> Preflight:
    """What follows where the conditions have the values given and those that are ``opened`` any.

    Raises ``ModelError`` for a name that is no condition and for a value that is not of its type.
    """
    well = healthy()
    known = {n: v for n, v in {**well, **given}.items() if n not in opened}
    outlooks = Outlooks(options)
    prospects: list[Prospect] = []
    try:
        for values in combinations(known, options.budget) if opened else (known,):
            prospects.append(outlooks.of({n: v for n, v in values.items() if v != well[n]}, struck=True))  # noqa: PERF401 - kept when it ends early
    except GaveUpError as error:
        return Preflight(tuple(prospects), opened, Forecast.UNKNOWN, str(error))
    reasons = "; ".join(dict.fromkeys(p.outlook.reason for p in prospects if p.outlook.reason))
    return Preflight(tuple(prospects), opened, _together({p.outlook.certainty for p in prospects}), reasons)


def _together(certainties: set[Forecast]) -> Forecast:
    if len(certainties) == 1:
        return next(iter(certainties))
    return Forecast.UNKNOWN if Forecast.UNKNOWN in certainties else Forecast.MAY_FAIL


MOST = 256
"""So many combinations of causes are looked at; beyond them nothing is said."""


def combinations(known: Mapping[str, Value], budget: Budget, most: int = MOST) -> Iterator[dict[str, Value]]:
    """Values of the conditions that are not ``known``, once for every set of causes that some values of them make present.

    Raises ``GaveUpError`` beyond ``most`` sets, where the solver gives up and where the budget is spent.
    """
    read = {n for c in CAUSES for n in variables_of(c.when)} | {n for a in AGREEMENTS for n in a.names}
    # What no cause reads makes none present: its healthy value stands for every other.
    known = {**{c.name: c.var.initial for c in CONDITIONS if c.name not in read}, **known}
    opened = [c.var for c in CONDITIONS if c.name not in known]
    fixed = {v.name: lift(known[v.name], v.type) for v in (c.var for c in CONDITIONS) if v.name in known}
    undecided = [(c, w) for c in CAUSES if not _decided(w := substitute(c.when, fixed))]
    context = z3.Context()
    terms = Z3Terms(context)
    encoder = Encoder(terms, {})
    solver = z3.Solver(ctx=context)
    for var in opened:
        domain = encoder.domain(var)
        if domain is not None:
            solver.add(domain)
    for agreement in AGREEMENTS:
        solver.add(encoder.encode(substitute(agreement.holds, fixed)))
    wanted: list[tuple[Cause, z3.BoolRef]] = [(c, encoder.encode(w)) for c, w in undecided]
    for number in range(most + 1):
        budget.check()
        answer = solver.check()
        if answer == z3.unsat:
            return
        if answer != z3.sat:
            raise GaveUpError(f"the solver does not say whether there is another combination of causes: {answer}")
        if number == most:
            raise GaveUpError(f"the open conditions allow more than {most} combinations of causes: give some a value")
        model = solver.model()
        yield dict(known) | {v.name: _value(v, model.eval(terms.symbol(v), model_completion=True)) for v in opened}
        solver.add(
            z3.Or([w != model.eval(w, model_completion=True) for _, w in wanted] or [z3.BoolVal(False, context)])
        )


def _decided(expr: object) -> bool:
    return is_literal(expr, True) or is_literal(expr, False)  # type: ignore[arg-type]


def _value(var: Var[object], said: z3.ExprRef) -> Value:
    match var.type:
        case Enumeration(members=members):
            return sorted(members)[int(str(said))]
        case Integer():
            return int(str(said))
        case _:
            return bool(z3.is_true(said))
