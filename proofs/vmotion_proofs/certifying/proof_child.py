"""The child process of ``proof_objects``: has cvc5 refute one problem and writes the proof into a file."""

import resource
import sys
from pathlib import Path

from vmotion_model.common.parent import end_with_parent
from vmotion_proofs.solving.solver_options import CVC5_PROOFS, limit_memory

from .proof_objects import MOST_MB


def main(problem: str, format_: str, target: str, memory_mb: str) -> None:
    """Write the proof; the exit code is 0 only when it is there in full."""
    most = MOST_MB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    end_with_parent()
    limit_memory(int(memory_mb))
    import cvc5

    solver = cvc5.Solver(cvc5.TermManager())
    for name, value in CVC5_PROOFS.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, Path(problem).read_text(encoding="utf-8"), problem)
    answer = ""
    while not (command := parser.nextCommand()).isNull():
        answer = command.invoke(solver, parser.getSymbolManager()).strip() or answer
    if answer != "unsat":
        raise SystemExit(f"the answer is {answer or 'missing'}")
    formats = {"cpc": cvc5.ProofFormat.CPC, "alethe": cvc5.ProofFormat.ALETHE}
    proofs = [solver.proofToString(proof, formats[format_]) for proof in solver.getProof()]
    Path(target).write_bytes(b"\n".join(p if isinstance(p, bytes) else p.encode() for p in proofs))


if __name__ == "__main__":
    main(*sys.argv[1:])
