"""What breaks in the middle of a proof: never a wrong verdict, never half a file, and what was proved is kept."""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from proofs.small import counter, mutual_exclusion
from vmotion_model.common import budget as budget_module
from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import GaveUpError
from vmotion_model.common.files import WriteError, written_whole
from vmotion_model.common.progress import Stage, silent
from vmotion_model.language import Command, Model, integer
from vmotion_proofs.certifying.checked_certificate import check_certificate, from_file
from vmotion_proofs.certifying.proof_objects import write_proofs
from vmotion_proofs.certifying.read_back import compare
from vmotion_proofs.check.check import check
from vmotion_proofs.check.make_certificate import make_certificate
from vmotion_proofs.convergence.certificates import FOLDER, recheck
from vmotion_proofs.evidence.certificate import Certificate
from vmotion_proofs.evidence.shipped_files import certificate_path
from vmotion_proofs.results.errors import NotProvedError, SolverGaveUpError
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_proofs.search.breadth_first import search
from vmotion_proofs.solving import solvers
from vmotion_proofs.solving.solver_options import memory_budget
from vmotion_specs.convergence.catalogue import obligations
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suites import Suite


def exclusion(model: Model) -> tuple[Property, ...]:
    p, q, lock = (model.variable[n] for n in ("p.state", "q.state", "lock.taken"))
    both = (p == "INSIDE") & (q == "INSIDE")
    return (
        Property("mutex", "never both inside", ~both),
        Property("locked", "", lock, p == "INSIDE"),
        Property("in", "", p == "INSIDE", kind=PropertyKind.REACHABLE),
    )


def interrupt_at(what: str, budget: Budget) -> Callable[[Stage], None]:
    """A reporter that presses Ctrl-C when the work gets to ``what``."""

    def report(stage: Stage) -> None:
        if what in stage.what:
            assert not budget.interrupted
            os.kill(os.getpid(), signal.SIGINT)

    return report


@pytest.mark.parametrize(
    ("engine", "what", "kept"),
    [
        ("auto", "searching", set()),
        ("auto", "lemmas closed", {"mutex", "locked"}),
        ("auto", "checking the new certificate", {"mutex", "locked"}),
        ("auto", "looking for a run", {"mutex", "locked"}),
        ("spacer", "Spacer", {"mutex", "locked"}),
        ("explicit", "looking for a run", {"mutex", "locked"}),
    ],
)
def test_an_interrupt_keeps_what_was_decided(engine: str, what: str, kept: set[str]) -> None:
    """What a complete search had decided stands (``exhausted``) when its proof is interrupted; the rest is unknown."""
    model = mutual_exclusion()
    budget = Budget()
    result = check(model, exclusion(model), Options(engine=engine, budget=budget, report=interrupt_at(what, budget)))
    assert result.stopped == "interrupted"
    assert {p.id for p in result.properties if p.verdict.passes} == kept
    assert not result.by_id["in"].verdict.passes
    assert result.verdict.exit_code == 3


def test_an_interrupt_with_the_certificate_on_file_decides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a fast machine the solvers would be done before anybody looks for the Ctrl-C: here they never answer."""
    model = mutual_exclusion()
    made, _ = make_certificate(Suite("small", model, exclusion, {}), tmp_path, Budget(), silent)

    def start(_name: str, _path: Path, _memory: int | None) -> "subprocess.Popen[str]":
        hangs = [sys.executable, "-c", "import time; time.sleep(600)"]
        return subprocess.Popen(hangs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    monkeypatch.setattr(solvers, "_start", start)
    budget = Budget()
    options = Options(certificate=made, budget=budget, report=interrupt_at("re-checking", budget))
    assert {p.verdict for p in check(model, exclusion(model), options).properties} == {Verdict.UNKNOWN}


def test_an_interrupt_while_cutting_lemmas_down_keeps_the_bound() -> None:
    """A search that was stopped early, then lemmas: an interrupt there leaves ``bounded``, no pass."""
    model = counter(100)
    claim = Property("top", "", model.variable["counter.value"] <= 100)
    budget = Budget()
    result = check(model, [claim], Options(states=5, budget=budget, report=interrupt_at("cutting", budget)))
    assert result.stopped == "interrupted"
    assert result.properties[0].verdict is Verdict.BOUNDED


def test_an_interrupt_while_the_solvers_answer_keeps_their_answers(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both solvers have answered the first queries and hang; the Ctrl-C comes while their answers are awaited."""
    script = "print('version 0\\nsat\\nsat\\nunsat\\nunsat\\nunsat', flush=True); import time; time.sleep(600)"

    budget = Budget()

    class Child(subprocess.Popen[str]):
        def communicate(self, input: str | None = None, timeout: float | None = None) -> Any:  # noqa: A002
            budget.interrupt()
            return super().communicate(input, None if timeout is None else 2.0)

    def start(_name: str, _path: Path, _memory: int | None) -> Child:
        return Child([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    monkeypatch.setattr(solvers, "_start", start)
    formulas = {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}
    checked = check_certificate(from_file(certificate_path("vmotion"), suite.model, formulas), budget)
    assert checked.proves("timelock")
    assert not checked.proves("S1")
    assert "interrupted" in checked.reason("S1")


@pytest.mark.parametrize("what", ["searching", "lemmas closed", "what each lemma needs", "checking the new"])
def test_an_interrupted_making_leaves_no_file(tmp_path: Path, what: str) -> None:
    model, budget = mutual_exclusion(), Budget()
    with pytest.raises(NotProvedError, match="interrupted") as caught:
        make_certificate(Suite("small", model, exclusion, {}), tmp_path, budget, interrupt_at(what, budget))
    assert caught.value.exit_code == 3
    assert list(tmp_path.iterdir()) == []


def test_a_refuted_property_makes_no_certificate(tmp_path: Path) -> None:
    model = mutual_exclusion(guarded=False)
    with pytest.raises(NotProvedError, match="mutex is violated") as caught:
        make_certificate(Suite("small", model, exclusion, {}), tmp_path, Budget(), silent)
    assert caught.value.exit_code == 1
    assert list(tmp_path.iterdir()) == []


class TestBudgets:
    def test_a_search_out_of_memory_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Two counters to 299 have 90,000 states of 8 bytes, more than 1 MB holds: the search says how far it came."""
        monkeypatch.setattr(budget_module, "resident_mb", lambda: 0.0)
        left, right = (integer(f"r.{n}", "r", 0, 0, 299, "") for n in ("left", "right"))
        steps = [Command(f"up_{v.name[2:]}", "r", {"below": v <= 298}, {v: v + 1}) for v in (left, right)]
        model = Model("pair", (left, right), (), tuple(steps))
        assert search(model, {}, budget=Budget(memory_mb=64)).states == 90_000
        found = search(model, {}, budget=Budget(memory_mb=1))
        assert not found.complete
        claim = Property("top", "", left <= 299)
        answer = check(model, [claim], Options(engine="explicit", budget=Budget(memory_mb=1))).properties[0]
        assert answer.verdict is Verdict.BOUNDED
        assert answer.bound == found.depth

    def test_what_the_process_holds_counts(self) -> None:
        """No Python with NumPy fits into 10 MB: the work must end at once, whatever the table of states needs."""
        model = mutual_exclusion()
        budget = Budget(memory_mb=10)
        assert "out of memory" in budget.spent
        result = check(model, exclusion(model), Options(budget=budget))
        assert not any(p.verdict.passes for p in result.properties)
        assert result.stopped == "out of memory (10 MB)"

    def test_a_lack_of_memory_in_the_search_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from vmotion_proofs.search.states_and_steps import Store

        model = mutual_exclusion()
        real, calls = Store.add, []

        def add(self: Store, candidates: Any) -> Any:
            calls.append(1)
            if len(calls) > 3:
                raise MemoryError
            return real(self, candidates)

        monkeypatch.setattr(Store, "add", add)
        answer = check(model, exclusion(model)[:1], Options(engine="explicit")).properties[0]
        assert answer.verdict is Verdict.BOUNDED

    def test_z3_within_this_process_gives_up(self) -> None:
        with pytest.raises(SolverGaveUpError, match="memory"), memory_budget(64):
            raise MemoryError

    def test_a_starved_proof_is_no_pass(self, suite: Suite) -> None:
        """64 MB do not hold Z3 and the protocol: whatever is missing, nothing is ``proved``."""
        invariants = [p for p in suite.properties if p.id in ("S1", "timelock")]
        result = check(suite.model, invariants, Options(budget=Budget(60, 64), locations=suite.locations))
        assert not any(p.verdict is Verdict.PROVED for p in result.properties)

    def test_time_that_runs_out_keeps_what_was_decided(self) -> None:
        """The violation is near, the rest far: it is kept, and the other is bounded."""
        model = counter(300)
        value = model.variable["counter.value"]
        near, far = Property("near", "", value <= 2), Property("far", "", value <= 299)
        answers = check(model, [near, far], Options(states=50, budget=Budget(3))).by_id
        assert answers["near"].verdict is Verdict.VIOLATED
        assert not answers["far"].verdict.passes


class TestFiles:
    def test_a_full_disk_leaves_the_old_file(self, tmp_path: Path) -> None:
        """A limit on file sizes stands for the full disk: the write fails half-way."""
        target = tmp_path / "result.txt"
        target.write_text("old")
        program = (
            "import resource, signal, sys; from pathlib import Path\n"
            "from vmotion_model.common.files import written_whole, WriteError\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
            "try:\n"
            "    with written_whole(Path(sys.argv[1])) as part: part.write_text('x' * 5000)\n"
            "except WriteError as error: print(error)\n"
        )
        done = run_python(program, str(target))
        assert "can't be written" in done.stdout
        assert target.read_text() == "old"
        assert list(tmp_path.iterdir()) == [target]

    def test_no_room_for_the_solvers_text_is_unknown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(tempfile, "TemporaryFile", full)
        model = mutual_exclusion()
        answers = check(model, exclusion(model)[:2]).properties
        assert {p.verdict for p in answers} == {Verdict.EXHAUSTED}
        assert "No space left" in answers[0].reason

    def test_an_interrupt_while_writing_leaves_nothing(self, tmp_path: Path) -> None:
        def write() -> None:
            with written_whole(tmp_path / "result.txt") as part:
                part.write_text("half")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write()
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_can_not_be_made_is_refused_before_the_work(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        model = mutual_exclusion()
        with pytest.raises(WriteError, match="can't be made"):
            make_certificate(Suite("small", model, exclusion, {}), tmp_path / "file" / "sub", Budget(), silent)

    @pytest.mark.long
    def test_two_makers_in_one_folder_leave_a_whole_pair(self, tmp_path: Path) -> None:
        """Each writes its files several times while the other does; whoever reads in between sees a whole one."""
        program = (
            "import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path\n"
            "from proofs.small import mutual_exclusion; from proofs.check.test_faults import exclusion\n"
            "from vmotion_model.common.budget import Budget; from vmotion_proofs.check.make_certificate import make_certificate\n"
            "from vmotion_model.common.progress import silent\n"
            "from vmotion_specs.suites import Suite\n"
            "suite = Suite('small', mutual_exclusion(), exclusion, {})\n"
            "for _ in range(3): make_certificate(suite, Path(sys.argv[1]), Budget(), silent)\n"
        )
        tests = str(Path(__file__).resolve().parents[2])
        model = mutual_exclusion()
        formulas = {p.id: p.formula for p in exclusion(model) if p.kind is PropertyKind.INVARIANT}
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(run_python, program, str(tmp_path), tests) for _ in range(2)]
            while not all(b.done() for b in both):
                for path in tmp_path.glob("small.smt2"):
                    from_file(path, model, formulas)
                for path in tmp_path.glob("small.runs.json"):
                    json.loads(path.read_text())
        assert [b.result().stderr for b in both] == ["", ""]
        assert {p.name for p in tmp_path.iterdir()} == {"small.smt2", "small.runs.json"}


class TestConvergenceCertificates:
    @pytest.mark.parametrize("damage", ["cut", "bytes", "gone", "weaker"])
    def test_a_damaged_file_proves_nothing(self, tmp_path: Path, damage: str) -> None:
        first = next(iter(obligations()))
        copytree(FOLDER, tmp_path / "c")
        path = tmp_path / "c" / f"{first.id}.smt2"
        text = path.read_text()
        match damage:
            case "cut":
                path.write_text(text[: len(text) // 2])
            case "bytes":
                path.write_bytes(b"\xff\xfe")
            case "gone":
                path.unlink()
            case _:
                path.write_text(text.replace("(check-sat)", "(assert false)\n(check-sat)"))
        for checked in recheck([first], folder=tmp_path / "c"):
            assert not checked.proved
            assert not checked.current

    def test_a_missing_solver_proves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from vmotion_proofs.convergence import certificates as theorems
        from vmotion_proofs.convergence.ask_solvers import ask_z3

        def missing(_text: str, _timeout: float) -> Any:
            raise ModuleNotFoundError("No module named 'cvc5'")

        monkeypatch.setattr(theorems, "SOLVERS", {"z3": ask_z3, "cvc5": missing})
        first = next(iter(obligations()))
        assert {c.solver: c.proved for c in recheck([first], solvers=("z3", "cvc5"))} == {"z3": True, "cvc5": False}


class TestProofObjects:
    def test_cvc5_proves_every_query_without_a_trusted_step(self, tmp_path: Path) -> None:
        """Problem and proof beside each other; the proof ends in false (CPC writes it so) and trusts nothing."""
        certificate = small_certificate(tmp_path)
        written = list(write_proofs(certificate, tmp_path / "proofs", "cpc", Budget(), silent))
        assert [w.query for w in written] == [q.name for q in certificate.queries if q.expected == "unsat"]
        assert all(w.trusted == 0 for w in written)
        assert all(w.size == w.proof.stat().st_size > 500 for w in written)
        assert all("false" in w.proof.read_text().splitlines()[-2] for w in written)
        assert all(w.problem.read_text().endswith("(check-sat)\n") for w in written)

    def test_what_is_satisfiable_gets_no_proof_and_no_file(self, tmp_path: Path) -> None:
        model = mutual_exclusion()
        wrong = Certificate(model, (), {"never": model.variable["lock.taken"]})
        with pytest.raises(SolverGaveUpError, match="the answer is sat"):
            list(write_proofs(wrong, tmp_path, "cpc", Budget(), silent))
        # Nothing is claimed by initial and step alone; the false claim has no proof, and no half of one.
        kept = {p.name for p in tmp_path.iterdir() if p.suffix != ".smt2"}
        assert kept == {"mutual-exclusion.initial.cpc", "mutual-exclusion.step.cpc"}

    @pytest.mark.parametrize(("seconds", "memory"), [(0.05, None), (None, 64)])
    def test_a_proof_beyond_its_budget_leaves_no_file(
        self, tmp_path: Path, seconds: float | None, memory: int | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What this process holds does not count here: it is cvc5, in one of its own, that has too little."""
        monkeypatch.setattr(budget_module, "resident_mb", lambda: 0.0)
        with pytest.raises(GaveUpError, match=r"wrote no proof|out of time"):
            list(write_proofs(small_certificate(tmp_path), tmp_path / "p", "cpc", Budget(seconds, memory), silent))
        assert not list((tmp_path / "p").glob("*.cpc"))


def small_certificate(folder: Path) -> Certificate:
    model = mutual_exclusion()
    made, _ = make_certificate(Suite("small", model, exclusion, {}), folder, Budget(), silent)
    formulas = {p.id: p.formula for p in exclusion(model) if p.kind is PropertyKind.INVARIANT}
    certificate = from_file(made, model, formulas)
    assert compare(certificate.text, model, formulas).differences == ()
    return certificate


def run_python(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    paths = os.pathsep.join(p for p in sys.path if p)
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    )
