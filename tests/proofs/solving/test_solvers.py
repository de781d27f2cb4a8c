"""Solvers as processes: what they read, and what is left when everything ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vmotion_proofs.solving.solvers import SOLVERS, SolverText, ask

BEGUN = """
import sys
from vmotion_proofs.solving.solvers import RunningSolvers, SolverText
with RunningSolvers(SolverText("(set-logic QF_LIRA)", {"q": "false"})):
    print("begun", flush=True)
    sys.stdin.read()
"""


def test_solvers_answer_wrong_queries_with_sat() -> None:
    answers = ask(SolverText("(set-logic QF_LIRA)\n(declare-const x Int)", {"no": "(< x x)", "yes": "(< x 3)"}))
    assert [(a.solver, a.answers["no"], a.answers["yes"]) for a in answers] == [(s, "unsat", "sat") for s in SOLVERS]


def test_what_follows_a_needed_query_that_is_not_refuted_is_not_asked() -> None:
    text = SolverText("(set-logic QF_LIRA)", {"first": "true", "second": "false"}, needed=("first",))
    assert all(dict(a.answers) in ({"first": "sat"}, {}) for a in ask(text))


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL], ids=lambda s: s.name)
def test_nothing_is_left_in_the_temporary_folder_however_it_ends(sent: signal.Signals, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BEGUN],
        env={"TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(sent)
    assert process.returncode == -sent
    assert list(tmp_path.iterdir()) == []
