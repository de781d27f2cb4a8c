"""Two solvers that read SMT-LIB text: Z3 and cvc5. Each answers sat, unsat or unknown; unknown is never a pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Literal

from vmotion_proofs.solving.solver_options import CVC5_REALS, THEOREM_S

Answer = Literal["sat", "unsat", "unknown"]


def ask_z3(text: str, timeout_s: float = THEOREM_S) -> Answer:
    """Z3's answer to the text."""
    import z3

    solver = z3.Solver()
    solver.set("timeout", int(timeout_s * 1000))
    solver.from_string(text)
    return _answer(str(solver.check()))


def ask_cvc5(text: str, timeout_s: float = THEOREM_S) -> Answer:
    """cvc5's answer to the text, parsed by cvc5's own parser."""
    import cvc5

    manager = cvc5.TermManager()
    solver = cvc5.Solver(manager)
    solver.setOption("tlimit-per", str(int(timeout_s * 1000)))
    if "Int" not in text:
        for name, value in CVC5_REALS.items():
            solver.setOption(name, value)
    parser = cvc5.InputParser(solver, cvc5.SymbolManager(manager))
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "certificate")
    answer: Answer = "unknown"
    while not (command := parser.nextCommand()).isNull():
        output = command.invoke(solver, parser.getSymbolManager())
        if str(command).startswith("(check-sat"):
            answer = _answer(str(output).strip())
    return answer


SOLVERS: Mapping[str, Callable[[str, float], Answer]] = {"z3": ask_z3, "cvc5": ask_cvc5}


def _answer(said: str) -> Answer:
    return "sat" if said == "sat" else "unsat" if said == "unsat" else "unknown"


def find_model(text: str, names: Mapping[str, bool], timeout_s: float = THEOREM_S) -> dict[str, Fraction] | None:
    """Exact rational values that satisfy the text, or None: unsatisfiable, unknown, or irrational (ask for others)."""
    import z3

    solver = z3.Solver()
    solver.set("timeout", int(timeout_s * 1000))
    solver.from_string(text)
    if solver.check() != z3.sat:
        return None
    model = solver.model()
    found: dict[str, Fraction] = {}
    for name, integer in names.items():
        value: Any = model.eval(z3.Int(name) if integer else z3.Real(name), model_completion=True)
        if z3.is_int_value(value):
            found[name] = Fraction(value.as_long())
        elif z3.is_rational_value(value):
            found[name] = Fraction(value.numerator_as_long(), value.denominator_as_long())
        else:
            return None
    return found
