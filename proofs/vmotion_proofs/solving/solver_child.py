"""The child process of ``solvers``: feeds standard input to one solver and writes an answer a line, with its seconds.

It ends where a needed query is not refuted: what rests on it need not be asked.
"""

import signal
import sys
from collections.abc import Iterator
from time import perf_counter

from vmotion_model.common.parent import end_with_parent

from .solver_options import CVC5_CHECKS, Z3_CHECKS, limit_memory
from .solvers import NEEDED, SEPARATOR


def main(solver: str, memory_mb: str) -> None:
    """Answer the queries on standard input; the first line of output names the solver's version."""
    # A Ctrl-C on the terminal reaches children, too; whoever started this one ends it, and keeps what it has answered.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    limit_memory(int(memory_mb))
    declarations, *queries = sys.stdin.buffer.read().decode("utf-8").split(f"\n{SEPARATOR}\n")
    answers = {"z3": _z3, "cvc5": _cvc5}[solver](declarations, queries)
    _write(next(answers))
    begun = perf_counter()
    for query, line in zip(queries, answers, strict=False):
        now = perf_counter()
        _write(f"{line} {now - begun:.4f}")
        if NEEDED in query and line != "unsat":
            break
        begun = now


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _z3(declarations: str, queries: list[str]) -> Iterator[str]:
    import z3

    yield f"version {z3.get_version_string()}"
    for name, value in Z3_CHECKS.items():
        z3.set_param(name, value)
    context = z3.main_ctx().ref()
    problem = z3.Z3_eval_smtlib2_string(context, declarations).strip()
    if problem:
        raise SystemExit(problem)
    for query in queries:
        yield z3.Z3_eval_smtlib2_string(context, query).strip()


def _cvc5(declarations: str, queries: list[str]) -> Iterator[str]:
    import cvc5

    manager = cvc5.TermManager()
    solver = cvc5.Solver(manager)
    yield f"version {cvc5.__version__}"
    for name, value in CVC5_CHECKS.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    symbols = parser.getSymbolManager()
    for text in (declarations, *queries):
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "certificate")
        while not (command := parser.nextCommand()).isNull():
            answer = command.invoke(solver, symbols).strip()
            if answer in ("sat", "unsat", "unknown"):
                yield answer
            elif answer:
                raise SystemExit(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
