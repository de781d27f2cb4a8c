"""Changes that a Ctrl-C or a spent budget leaves open are in the result as such, in every format, and never a pass."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from outcomes import HARMLESS
from proofs.small import counter
from vmotion_model.common.budget import Budget
from vmotion_model.common.exit_codes import UNDECIDED, worst_code
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.changes.report import proposal_to_json
from vmotion_proofs.check import explicit_search
from vmotion_proofs.check.check import Checked, check, check_with_evidence
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import Verdict
from vmotion_specs.properties import Property
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import Suite
from vmotion_specs.suites import suite as suite_of


@pytest.fixture
def lock() -> tuple[Suite, Checked]:
    chosen = suite_of("timed-lock")
    return chosen, check_with_evidence(chosen.model, chosen.properties, Options(locations=chosen.locations))


def test_a_change_that_was_not_come_to_is_named_and_undecided(lock: tuple[Suite, Checked]) -> None:
    chosen, before = lock
    budget = Budget()
    budget.interrupt()
    proposal = check_change(shipped_change("nobody-lets-go"), chosen, Options(budget=budget), before)
    assert proposal.after is None
    assert proposal.exit_code == UNDECIDED
    assert "interrupted" in proposal.surprises()[0]
    data = proposal_to_json(proposal)
    assert (data["verdict"], data["properties"]) == ("unknown", [])
    assert "interrupted" in data["change"]["stopped"]


def test_a_change_is_undecided_where_its_time_ends(lock: tuple[Suite, Checked]) -> None:
    chosen, before = lock
    proposal = check_change(shipped_change("nobody-lets-go"), chosen, Options(budget=Budget(0.0)), before)
    assert proposal.exit_code == UNDECIDED
    assert "out of time" in proposal.stopped


def test_what_was_decided_before_an_interrupt_is_kept(lock: tuple[Suite, Checked]) -> None:
    """The Ctrl-C comes when the second property's run is looked for: what a complete search has said stands."""
    chosen, before = lock
    options = Options(budget=Budget(), locations=chosen.locations)

    def press(stage: object) -> None:
        if "lemmas" in getattr(stage, "what", ""):
            options.budget.interrupt()

    result = check_change(shipped_change("nobody-lets-go"), chosen, replace(options, report=press), before)
    assert result.after is not None
    assert result.after.by_id["timelock"].verdict is Verdict.VIOLATED


def test_one_exit_code_for_several_puts_refuted_first_and_nothing_is_no_pass() -> None:
    assert worst_code([0, 3, 1, 2]) == 1
    assert worst_code([0, 3, 2]) == 2
    assert worst_code([0, 3]) == UNDECIDED
    assert worst_code([0, 0]) == 0
    assert worst_code([]) == UNDECIDED


def begin(*arguments: str) -> "subprocess.Popen[str]":
    program = "from vmotion_cli.main import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.long
@pytest.mark.parametrize("wait", [1.0, 2.0, 4.0, 7.0])
def test_a_ctrl_c_among_several_changes_leaves_none_out(wait: float) -> None:
    """Whenever it comes: each of two changes is in the answer, and both together, and what is open has no pass."""
    child = begin(
        *("check", "--format", "json", "--change", "destination-crash-frees-lock", "--change", "fall-back-without-lock")
    )
    time.sleep(wait)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=120)
    assert "Traceback" not in err
    assert child.returncode in (1, UNDECIDED)
    if not out:
        # Before the work began: nothing is answered, and that is said.
        assert child.returncode == UNDECIDED
        assert "interrupted" in err
        return
    data = json.loads(out)
    assert [bool(d["change"]["combines"]) for d in data] == [False, False, True]
    assert data[1]["change"]["stopped"]
    assert data[2]["change"]["stopped"]


@pytest.mark.long
@pytest.mark.parametrize("seconds", [2.0, 6.0, 15.0])
def test_the_slowest_change_keeps_to_its_time(seconds: float) -> None:
    """Two seconds beyond it on an idle machine, start-up included."""
    begun = time.monotonic()
    child = begin("check", "--change", "destination-crash-frees-lock", "--timeout", str(seconds))
    _, err = child.communicate(timeout=seconds + 60)
    assert "Traceback" not in err
    assert child.returncode in (1, UNDECIDED)
    # Background other tests both cores are shared: what is caught here is a loop that knows no end.
    assert time.monotonic() - begun < seconds + 10


def test_what_a_first_search_found_is_kept_where_the_budget_ends_before_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The search stops to try lemmas; the Ctrl-C comes then. By hand: 11 steps up break the first statement."""
    monkeypatch.setattr(explicit_search, "MANY", 30)
    monkeypatch.setattr(explicit_search, "lemmas_of_before", lambda job: job.options.budget.interrupt())
    model = counter(100)
    value = model.variable["counter.value"]
    result = check(model, [Property("low", "", value <= 10), Property("high", "", value <= 100)])
    assert result.stopped == "interrupted"
    low, high = (result.by_id[name] for name in ("low", "high"))
    assert low.verdict is Verdict.VIOLATED
    assert low.run is not None
    assert len(low.run.steps) == 11
    assert not high.verdict.passes


@pytest.mark.long
@pytest.mark.parametrize("gaps", [(0.02, 0.02, 0.02), (0.05,), (0.3, 0.3)])
@pytest.mark.parametrize("wait", [0.3, 0.8, 1.5])
def test_several_ctrl_c_among_changes_that_pass_are_no_pass(
    wait: float, gaps: tuple[float, ...], tmp_path: Path
) -> None:
    """Whoever is in a hurry ends it at once, by the signal; else what is open is in the answer."""
    for name, command in (("one", "enter_p"), ("two", "enter_q")):
        (tmp_path / f"{name}.toml").write_text(HARMLESS.replace("enter_p", command))
    files = [word for name in ("one", "two") for word in ("--change", str(tmp_path / f"{name}.toml"))]
    child = begin("check", "--model", "mutual-exclusion", *files, "--format", "json")
    sent = False
    for seconds in (wait, *gaps):
        time.sleep(seconds)
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
            sent = True
    out, err = child.communicate(timeout=120)
    assert "Traceback" not in err
    if child.returncode == 0:
        # It was done before the first one, or when it came: then nothing is open.
        assert not sent or all(d["verdict"] in ("proved", "exhausted") for d in json.loads(out))
    else:
        assert child.returncode in (UNDECIDED, -signal.SIGINT)
