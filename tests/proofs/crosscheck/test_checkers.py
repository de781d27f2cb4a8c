"""SPIN and TLC count what our search counts, on models whose counts are known by hand and on what ships."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from proofs.awkward import CASES, leaves_its_range
from proofs.small import counter, mutual_exclusion, timed_lock
from vmotion_model.common.budget import Budget
from vmotion_model.common.errors import SpentError
from vmotion_model.language import Model, ModelError
from vmotion_proofs.crosscheck import promela, spin, tlc
from vmotion_proofs.crosscheck.checker import CheckerError, Counts, MissingToolError, own_counts
from vmotion_proofs.crosscheck.compare import compare_with
from vmotion_proofs.crosscheck.promela import Assignments, numbered_properties, to_promela
from vmotion_proofs.crosscheck.question import CheckerQuestion, question_of
from vmotion_proofs.crosscheck.spin import SMALL, SpinOptions, ask_spin, count_with_spin, text_counts
from vmotion_proofs.crosscheck.tla import to_tla
from vmotion_proofs.crosscheck.tlc import TlcOptions, count_with_tlc
from vmotion_specs.apply import changed
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import admission_suite, suite

needs_spin = pytest.mark.skipif(not spin.available(), reason=spin.MISSING)
needs_tlc = pytest.mark.skipif(not tlc.available(), reason=tlc.MISSING)


def question(name: str) -> CheckerQuestion:
    case = CASES[name]()
    return question_of(case.model, case.properties, case.instance)


def inside(model: Model) -> Property:
    return Property("safe", "", ~((model.variable["p.state"] == "INSIDE") & (model.variable["q.state"] == "INSIDE")))


def by_hand(name: str, account: Counts) -> None:
    case = CASES[name]()
    assert (account.states, account.transitions, account.violated) == (case.states, case.transitions, case.violated)
    assert account.depth in (None, case.depth)


@pytest.mark.parametrize("name", CASES)
def test_our_search_counts_what_was_derived_by_hand(name: str) -> None:
    by_hand(name, own_counts(question(name)))


@needs_spin
@pytest.mark.parametrize("name", CASES)
def test_spin_counts_what_was_derived_by_hand(name: str) -> None:
    account = count_with_spin(question(name), SMALL)
    by_hand(name, account)
    assert account.differences(own_counts(question(name))) == ()


# Each costs the start of a Java for every violation: those that TLA+ could read otherwise.
FOR_TLC = ("hard_names", "hard_members", "exchange", "negative", "truths", "two_ways", "timed", "broken_at_once")


@needs_tlc
@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=() if n == "exchange" else pytest.mark.outside) for n in FOR_TLC]
)
def test_tlc_counts_what_was_derived_by_hand(name: str) -> None:
    by_hand(name, count_with_tlc(question(name)))


@needs_spin
@pytest.mark.parametrize(
    ("model", "states", "violated"),
    [
        # Two places out of three each, but not both inside; the lock says whether somebody is.
        (mutual_exclusion(), 8, frozenset()),
        (counter(300), 301, frozenset()),
        # Free, held for 0 s and for 30 s; the tick is the limit.
        (timed_lock(), 3, frozenset()),
        (timed_lock(handled=False), 3, frozenset()),
    ],
)
def test_small_models(model: Model, states: int, violated: frozenset[str]) -> None:
    properties = [inside(model)] if "p.state" in model.variable else []
    account = ask_spin(model, CASES["wide"]().instance, properties)
    assert (account.states, account.violated) == (states, violated)
    assert account.differences(own_counts(question_of(model, properties))) == ()


@needs_spin
def test_spin_finds_the_broken_mutual_exclusion_and_goes_on_behind_it() -> None:
    model = mutual_exclusion(guarded=False)
    ours = own_counts(question_of(model, [inside(model)]))
    theirs = ask_spin(model, CASES["wide"]().instance, [inside(model)])
    assert theirs.violated == {"safe"}
    assert theirs.differences(ours) == ()


@needs_spin
@pytest.mark.outside
def test_the_shipped_model_at_its_tick_and_admission() -> None:
    for name in ("vmotion", "admission"):
        shipped = suite(name)
        result = compare_with(["spin"], shipped.model, shipped.properties)
        assert (result.differences, result.failures) == ((), {})
        # What compares clocks strictly is not SPIN's to judge: without a certificate that is no pass.
        strict = {"timelock", "S16a", "S16b"} if name == "vmotion" else set()
        assert set(result.open) == strict
        assert result.exit_code == (3 if strict else 0)
        assert set(result.properties) == {p.id for p in shipped.properties if p.kind is PropertyKind.INVARIANT}


@needs_tlc
@pytest.mark.outside
def test_tlc_on_admission() -> None:
    shipped = admission_suite()
    result = compare_with(["tlc"], shipped.model, shipped.properties)
    assert (result.differences, result.failures, result.exit_code) == ((), {}, 0)


@needs_spin
@pytest.mark.outside
def test_spin_finds_the_violations_that_a_shipped_change_declares() -> None:
    change = shipped_change("no-switchover-limit")
    model, properties = changed(change, suite(change.model))
    result = compare_with(["spin"], model, properties)
    declared = {p for p, v in change.expect.verdicts.items() if v == "violated"}
    assert (result.differences, result.failures, result.exit_code) == ((), {}, 1)
    (account,) = result.theirs
    # Demands and responses are not put to SPIN.
    assert account.violated == declared & {p.id for p in properties if p.kind is PropertyKind.INVARIANT}


def in_given_order(updates: dict[str, object]) -> Assignments:
    return Assignments((), tuple(updates.items()))  # type: ignore[arg-type]


@needs_spin
def test_assignments_in_the_wrong_order_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Effects are simultaneous: x = y; y = x would lose a value."""
    monkeypatch.setattr(promela, "in_sequence", in_given_order)
    account = count_with_spin(question("exchange"), SMALL)
    assert account.differences(own_counts(question("exchange")))


@needs_spin
@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("negative", "<= 3) ->", "<= 2) ->"),
        ("timed", "byte p_age = 0", "byte p_age = 1"),
        ("least_and_greatest", ": 2)", ": 1)"),
        ("truths", "!old_w_p", "old_w_p"),
        ("hard_members", "Int_TRUE 0", "Int_TRUE 1"),
    ],
)
def test_a_wrong_word_in_the_text_is_noticed(name: str, right: str, wrong: str) -> None:
    asked = question(name)
    text = to_promela(asked)
    assert right in text
    account = text_counts(text.replace(right, wrong), numbered_properties(asked), SMALL)
    assert account.differences(own_counts(asked))


@needs_spin
def test_spin_sees_an_integer_leave_its_range_and_does_not_wrap_it_around() -> None:
    with pytest.raises(ModelError, match="range"):
        own_counts(question_of(leaves_its_range(), []))
    with pytest.raises(ModelError, match="range"):
        ask_spin(leaves_its_range(), CASES["wide"]().instance)


@needs_tlc
def test_tlc_sees_an_integer_leave_its_range() -> None:
    with pytest.raises(ModelError, match="type"):
        count_with_tlc(question_of(leaves_its_range(), []))


@needs_spin
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (SpinOptions(depth=100, optimise="-O0"), "max search depth too small"),
        (SpinOptions(depth=10_000_000, optimise="-O0", budget=Budget(memory_mb=64)), "MEMLIM|memory"),
        (SpinOptions(optimise="-O0", budget=Budget(0.02)), "out of time"),
    ],
)
def test_a_search_that_was_cut_off_gives_no_counts(options: SpinOptions, says: str) -> None:
    with pytest.raises((CheckerError, SpentError), match=says):
        count_with_spin(question_of(counter(2000), []), options)


@needs_spin
def test_without_a_given_depth_spin_searches_as_deep_as_it_must(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spin, "FIRST_DEPTH", 100)
    assert count_with_spin(question_of(counter(2000), []), SpinOptions(optimise="-O0")).states == 2001


@needs_tlc
def test_tlc_that_ran_out_of_time_gives_no_counts() -> None:
    with pytest.raises(SpentError, match="out of time"):
        count_with_tlc(question_of(counter(5), []), TlcOptions(budget=Budget(0.05)))


TOLD = "8 states generated, 8 distinct states found, "


@pytest.mark.parametrize(
    "output",
    [
        "",
        "Error: Invariant x is violated.\n",
        f"{TOLD}1 states left on queue.\nThe depth of the complete state graph search is 8.\n",
        f"{TOLD}0 states left on queue.\nThe depth of the complete state graph search is 8.\n",
        "java.lang.OutOfMemoryError: Java heap space\n",
    ],
)
def test_output_of_tlc_without_the_end_of_its_search_is_no_account(
    output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tlc, "available", lambda: True)
    monkeypatch.setattr(tlc, "run_tlc", lambda *_: output)
    with pytest.raises(CheckerError):
        count_with_tlc(question_of(counter(7), []))


GOOD = """State-vector 12 byte, depth reached 8, errors: 0
        9 states, stored
        1 states, matched
       10 transitions (= stored+matched)
"""


@pytest.mark.parametrize(
    "output",
    [
        "",
        GOOD.replace("states, stored", "states"),
        GOOD.replace("1 states, matched", "1.2345679e+08 states, matched"),
        GOOD.replace("errors: 0", "errors: 1"),
        GOOD + "Warning: Search not completed\n",
        "error: max search depth too small\n" + GOOD,
        "pan: out of memory\n" + GOOD,
        "Interrupted\n" + GOOD,
        "pan:1: invalid end state (at depth 3)\n" + GOOD.replace("errors: 0", "errors: 1"),
    ],
)
def test_output_of_spin_without_the_end_of_its_search_is_no_account(
    output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spin, "available", lambda: True)
    monkeypatch.setattr(spin, "build", lambda *_: None)
    monkeypatch.setattr(spin, "search_output", lambda *_: output)
    with pytest.raises(CheckerError):
        count_with_spin(question_of(counter(7), []))
    monkeypatch.setattr(spin, "search_output", lambda *_: GOOD)
    assert (
        count_with_spin(question_of(counter(7), [])).states,
        count_with_spin(question_of(counter(7), [])).transitions,
    ) == (9, 9)


@pytest.mark.parametrize("account", [count_with_spin, count_with_tlc])
def test_a_missing_tool_is_named_with_what_to_do(
    account: Callable[[CheckerQuestion], Counts], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match="install"):
        account(question_of(counter(3), []))
    name = "spin" if account is count_with_spin else "tlc"
    result = compare_with([name], counter(3), [])
    assert (result.exit_code, set(result.failures)) == (3, {name})


@needs_spin
def test_a_model_that_does_not_compile_is_a_failure_with_a_reason() -> None:
    with pytest.raises(CheckerError, match="refuses"):
        text_counts("active proctype p() { do :: x = 1 od }\n", {}, SMALL)


def test_accounts_that_differ_say_so() -> None:
    ours = Counts("explicit search", 5, 9, 3, frozenset({"S1"}), 2, 0.0)
    other = Counts("spin", 6, 9, None, frozenset(), 0, 0.0)
    assert ours.differences(ours) == ()
    assert len(ours.differences(other)) == 3
    assert "distinct states: explicit search says 5, spin says 6" in ours.differences(other)


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_the_same_every_time(name: str) -> None:
    assert to_promela(question(name)) == to_promela(question(name))
    assert to_tla(question(name)) == to_tla(question(name))
    for text in (to_promela(question(name)), to_tla(question(name)).text):
        assert text.isascii()


@pytest.mark.parametrize("write", [to_promela, to_tla])
def test_numbers_that_need_more_than_32_bits_are_refused(write: Callable[[CheckerQuestion], object]) -> None:
    model = counter(5)
    value = model.variable["counter.value"]
    huge = Property("huge", "", value + (2**31 - 3) <= 2**31 - 1)
    with pytest.raises(ModelError, match="32 bits"):
        write(question_of(model, [huge]))


def test_an_interrupt_ends_the_program_that_is_waited_for(tmp_path: Path) -> None:
    code = (
        # The tests may run in the background of a script, where an interrupt is ignored by inheritance.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import sys\nfrom pathlib import Path\nfrom vmotion_model.common.budget import Budget\n"
        "from vmotion_proofs.crosscheck.child_programs import run\n"
        "budget = Budget()\n"
        "with budget.listening(): run(['sh', '-c', 'echo $$ > pid; exec sleep 60'], Path(sys.argv[1]), budget)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stderr=subprocess.PIPE, text=True)
    while not (pid := tmp_path / "pid").exists() or not pid.read_text():
        assert child.poll() is None, child.communicate()[1]
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    assert "SpentError: interrupted" in child.communicate(timeout=10)[1]
    deadline = time.monotonic() + 10
    while _runs(int(pid.read_text())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(int(pid.read_text()))


def _runs(pid: int) -> bool:
    """Whether a process works; one that has ended and that nobody has asked about does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
