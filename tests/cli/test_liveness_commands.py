"""What a user sees of liveness: lassos with their cycle, assumptions by name, and when the solvers answered."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from vmotion_cli.main import cli
from vmotion_cli.show import show_certified, show_check
from vmotion_model.common.exit_codes import BAD_INPUT, REFUTED
from vmotion_model.language import Model
from vmotion_model.teaching import mutual_exclusion
from vmotion_proofs.certifying.checked_certificate import Certified, from_file
from vmotion_proofs.certifying.recheck_stored import CertifyResult, claims_of
from vmotion_proofs.check.check import check
from vmotion_proofs.evidence.shipped_files import certificate_path
from vmotion_proofs.results.options import rankings_beside
from vmotion_proofs.results.report import check_to_json
from vmotion_proofs.results.verdicts import CheckResult, PropertyResult, Verdict
from vmotion_proofs.solving.solvers import SolverAnswers
from vmotion_specs.assumptions import Assumption
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.suites import vmotion_suite


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def shown(result: CheckResult, why: bool = False) -> str:
    console = Console(width=80, no_color=True)
    with console.capture() as capture:
        show_check(console, result, why)
    return capture.get()


def waits(model: Model) -> Property:
    """Under weak fairness q can always be inside when p could enter, so p waits for ever: found by hand."""
    place = model.variable["p.state"]
    assumption = Assumption("p goes on", "P does what it can.", weak=("enter_p",))
    return Property(
        "W",
        "who asks enters",
        place == "INSIDE",
        place == "WAITS",
        PropertyKind.RESPONSE,
        "Somebody waits.",
        assumptions=(assumption,),
    )


@pytest.fixture(scope="module")
def lasso() -> CheckResult:
    model = mutual_exclusion()
    return check(model, [waits(model)])


def test_a_lasso_is_shown_with_its_cycle_and_never_called_the_shortest(lasso: CheckResult) -> None:
    text = shown(lasso)
    assert max(map(len, text.splitlines())) <= 80
    assert "shortest" not in text
    assert "Assumes: p goes on." in text
    run = lasso.properties[0].run
    assert run is not None
    assert run.loop_at is not None
    lines = text.splitlines()
    begins = lines.index("The cycle begins:")
    assert lines[begins + 1].split(".")[0].strip() == str(run.loop_at)
    assert lines[-1] == f"From here on again from step {run.loop_at}, for ever."
    # q must enter on the cycle: were it to stay out, p's step would be possible throughout.
    assert any("q: enter_q" in line for line in lines[begins:])


def test_the_json_of_a_lasso_names_the_step_it_returns_to_and_what_is_assumed(lasso: CheckResult) -> None:
    (entry,) = check_to_json(lasso)["properties"]
    assert entry["verdict"] == "violated"
    assert entry["assumptions"] == ["p goes on"]
    steps = entry["counterexample"]["steps"]
    assert 1 <= entry["counterexample"]["loop_at"] <= len(steps)
    assert [s["command"] for s in steps[: entry["counterexample"]["loop_at"] - 1]] == ["ask_p"]


def test_a_response_whose_premise_no_run_reaches_is_a_defect_and_no_pass() -> None:
    model = mutual_exclusion()
    inside, lock = model.variable["p.state"] == "INSIDE", model.variable["lock.taken"]
    vacuous = Property("V", "", lock, premise=inside & ~lock, kind=PropertyKind.RESPONSE)
    answer = check(model, [vacuous]).by_id["V"]
    assert answer.verdict is Verdict.UNKNOWN
    assert "no run reaches its premise" in answer.reason


def test_why_shows_the_assumptions_and_a_run_to_the_premise(lasso: CheckResult) -> None:
    from vmotion_proofs.results.verdicts import Run, Step

    way = Run((Step("p", "ask_p", "It wants to enter.", 0, {}),))
    passing = replace(lasso.properties[0], verdict=Verdict.EXHAUSTED, run=None, witness=way)
    text = shown(replace(lasso, properties=(passing,)), why=True)
    assert "Assumes: p goes on." in text
    assert "A shortest run to its premise, 1 step:" in text
    assert "for ever" not in text


def test_remembered_answers_say_their_day_and_how_to_ask_again() -> None:
    def item(name: str, day: str | None) -> PropertyResult:
        return PropertyResult(name, "", Verdict.PROVED, "ranking", "", 0.0, certificate=f"{name}.smt2", cached_on=day)

    result = CheckResult("m", "0" * 64, (item("old", "2026-01-31"), item("new", None)))
    lines = " ".join(shown(result).split())
    assert "old.smt2, this exact text checked by Z3 and cvc5 on 2026-01-31; vmotion certify asks them again." in lines
    assert "new.smt2, checked by Z3 and cvc5." in lines
    assert [p["remembered"] for p in check_to_json(result)["properties"]] == ["2026-01-31", None]


@pytest.mark.long
def test_without_the_closing_of_the_console_the_clean_up_is_owed_for_ever() -> None:
    """The console held open on the source: the wait is for the user, and only for the user."""
    done = run("check", "--without", "console closes", "--property", "L4", "--engine", "explicit", "--format", "json")
    assert done.exit_code == REFUTED, done.output
    data = json.loads(done.stdout)
    assert data["without"] == ["console closes"]
    (entry,) = data["properties"]
    assert (entry["id"], entry["verdict"], entry["certificate"]) == ("L4", "violated", None)
    assert "console closes" not in entry["assumptions"]
    steps, loop_at = entry["counterexample"]["steps"], entry["counterexample"]["loop_at"]
    assert "open_console" in [s["command"] for s in steps]
    assert "close_console" not in [s["command"] for s in steps[loop_at - 1 :]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--without", "console close"], ["'console close'", "did you mean 'console closes'"]),
        (["check", "--without", "console closes", "--property", "L5"], ["console closes", "L5", "L4"]),
        (["check", "--without", "edits end", "--against", "HEAD"], ["--without", "--against"]),
        (["check", "--without", "x", "--model", "peterson"], ["assumes"]),
        (["export", "smtlib", "--liveness", "--model", "peterson"], ["peterson", "no liveness"]),
        (["export", "json", "--liveness"], ["--liveness", "smtlib"]),
    ],
)
def test_a_wrong_use_is_one_message_and_exit_2(arguments: list[str], words: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == BAD_INPUT
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert all(w in done.stderr for w in words), done.stderr


def test_the_rankings_are_exported_as_they_are_on_file() -> None:
    done = run("export", "smtlib", "--liveness")
    assert done.exit_code == 0
    assert done.stdout.rstrip("\n") == rankings_beside(certificate_path("vmotion")).read_text().rstrip("\n")


def test_certified_rankings_fit_into_80_columns_and_name_every_rank() -> None:
    suite = vmotion_suite()
    path = rankings_beside(certificate_path(suite.name))
    formulas = {p.id: p.formula for p in suite.properties if p.kind is PropertyKind.INVARIANT}
    certificate = from_file(path, suite.model, {}, claims_of(suite), formulas)
    said = {q.name: q.expected for q in certificate.queries}
    times = dict.fromkeys(said, 12.345)
    answers = [SolverAnswers(n, v, said, times=times) for n, v in (("z3", "5.4.1.0"), ("cvc5", "1.4.2"))]
    console = Console(width=80, no_color=True)
    with console.capture() as capture:
        show_certified(console, CertifyResult(Path("vmotion.liveness.smt2"), Certified(certificate, answers)))
    lines = capture.get().splitlines()
    assert max(map(len, lines)) <= 80
    assert not any("…" in line for line in lines)
    for name in certificate.responses:
        assert any(line.startswith(f"rank {name} (1)") for line in lines)


def test_a_pass_names_what_it_takes_for_granted_and_which_theorems_pay_for_it() -> None:
    """It is worth no more than that: a guest that no theorem is about is assumed to converge all the same."""
    model = mutual_exclusion()
    idle = model.variable["p.state"] == "IDLE"
    paid = Assumption("it converges", "", weak=("enter_p",), theorems=("T2", "T4"))
    free = Assumption("p goes on", "", weak=("leave_p",))
    item = Property("L", "p is idle again", idle | ~idle, kind=PropertyKind.RESPONSE, assumptions=(paid, free))
    result = check(model, [item])
    assert result.verdict is Verdict.EXHAUSTED
    assert "  it converges (T2, T4): L\n  p goes on: L\n" in shown(result)
    assert "Assumes: it converges (T2, T4), p goes on." in shown(result, why=True)
    (entry,) = check_to_json(result)["properties"]
    assert entry["assumptions"] == ["it converges", "p goes on"]
    assert entry["theorems"] == {"it converges": ["T2", "T4"]}
