"""What a verdict rests on is named as what it is, can be kept, and is no more than was decided."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from proofs.small import counter
from vmotion_cli.main import cli
from vmotion_cli.show_step import counted
from vmotion_model.common.caches import FOLDER, cache_folder
from vmotion_model.common.exit_codes import HOPED, REFUTED, UNDECIDED
from vmotion_model.language import ELAPSE, FALSE, TIME, TRUE, Command, Integer, Model, clock
from vmotion_proofs.certifying.checked_certificate import check_certificate, from_file
from vmotion_proofs.certifying.keep_evidence import keep
from vmotion_proofs.check.check import check, check_with_evidence
from vmotion_proofs.check.vacuity import NO_PREMISE_IN_TICKS
from vmotion_proofs.crosscheck.checker import Counts
from vmotion_proofs.crosscheck.compare import CrossCheck, compare_with
from vmotion_proofs.crosscheck.promela import to_promela
from vmotion_proofs.crosscheck.question import question_of
from vmotion_proofs.crosscheck.spin import available as spin_available
from vmotion_proofs.crosscheck.tla import to_tla
from vmotion_proofs.mutation.run import default_cache
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.replay import commands_of
from vmotion_proofs.results.verdicts import Run, Step, Verdict
from vmotion_specs.apply import apply_change
from vmotion_specs.change import parse_change
from vmotion_specs.properties import Property
from vmotion_specs.suites import suite, vmotion_suite

MORE = 'schema = 1\ntitle = "one more constant"\nmodel = "counter"\n[[variable]]\nname = "counter.seen"\nowner = "counter"\n'
MORE += 'kind = "boolean"\ninitial = false\n'


def test_a_certificate_that_was_found_is_not_called_like_one_on_file() -> None:
    chosen = suite("counter")
    found = check(chosen.model, chosen.properties, Options()).properties
    assert {p.verdict for p in found} == {Verdict.PROVED}
    assert {p.certificate for p in found} == {None}


def test_the_certificate_of_a_change_is_kept_and_convinces_both_solvers(tmp_path: Path) -> None:
    change, folder = tmp_path / "more.toml", tmp_path / "kept"
    change.write_text(MORE, encoding="utf-8")
    done = CliRunner().invoke(cli, ["check", "--model", "counter", "--change", str(change), "--keep", str(folder)])
    assert done.exit_code == HOPED, done.output
    assert "found in this run" in done.output
    assert "on file" not in done.output
    chosen = suite("counter")
    model = apply_change(parse_change(MORE.encode(), "more.toml"), chosen.model)
    formulas = {p.id: p.formula for p in chosen.properties_of(model)}
    assert [p.name for p in folder.iterdir()] == ["more.smt2"]
    # Written from other properties, or of another model, it would be refused here.
    text = (folder / "more.smt2").read_text(encoding="utf-8")
    asked = {n: f for n, f in formulas.items() if f'(echo "safe {n}")' in text}
    checked = check_certificate(from_file(folder / "more.smt2", model, asked))
    assert asked
    assert all(map(checked.proves, asked))


def test_nothing_is_kept_of_what_is_not_proved(tmp_path: Path) -> None:
    model = counter()
    false = Property("P", "", ~model.initially)
    assert keep(check_with_evidence(model, [false], Options()).evidence, tmp_path, "m") == ()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_can_not_be_written_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = CliRunner().invoke(cli, ["check", "--model", "counter", "--keep", str(tmp_path / "file" / "x")])
    assert done.exit_code == 2
    assert "can't be" in done.output


def _timer() -> Model:
    """A timer that is started again at ten seconds, at the latest."""
    age = clock("r.age", "r", TRUE, "")
    return Model("m", (age,), (), (Command("again", "r", {}, {age: 0}),))


def test_a_premise_that_is_met_between_two_ticks_at_most_is_no_pass() -> None:
    """By hand: the age never is above three and below three; the comparisons are strict, so ticks do not decide it."""
    model = _timer()
    age = model.variable["r.age"]
    never = Property("N", "", FALSE, premise=~(age <= 3) & ~(age >= 3))
    result = check(model, [never], Options()).properties[0]
    assert result.verdict is Verdict.UNKNOWN
    assert result.reason == NO_PREMISE_IN_TICKS


@pytest.mark.parametrize(
    ("undecided", "certified", "violated", "code"),
    [
        ((), (), (), HOPED),
        (("S",), (), (), UNDECIDED),
        (("S",), ("S",), (), HOPED),
        (("S", "T"), ("S",), (), UNDECIDED),
        (("S",), (), ("S",), REFUTED),
        (("S",), (), ("T",), REFUTED),
    ],
)
def test_what_ticks_do_not_decide_passes_only_where_it_is_certified(
    undecided: tuple[str, ...], certified: tuple[str, ...], violated: tuple[str, ...], code: int
) -> None:
    ours = Counts("explicit search", 3, 2, 1, frozenset(violated), 0, 0.0)
    result = CrossCheck("m", "", ("S", "T"), ours, (ours,), {}, undecided, frozenset(certified))
    assert result.exit_code == code
    assert result.to_json()["undecided"] == [n for n in undecided if n not in violated]


def test_a_property_that_is_false_between_two_ticks_is_named_by_exports_and_witnesses() -> None:
    """By hand: at one and a half seconds the age is between one and two."""
    model = _timer()
    age = model.variable["r.age"]
    false = Property("between", "never between", ~(~(age <= 1) & ~(age >= 2)))
    true = Property("closed", "never both", ~((age <= 0) & (age >= 5)))
    question = question_of(model, [false, true])
    assert question.undecided == {"between"}
    for text in (to_promela(question), to_tla(question).text):
        lines = [line for line in text.splitlines() if "never " in line]
        assert [("do not decide it" in line) for line in lines] == [True, False]
    if spin_available():
        result = compare_with(["spin"], model, [false, true])
        assert result.differences == ()
        assert (result.open, result.exit_code) == (("between",), UNDECIDED)


def test_a_range_follows_the_constant_that_it_ends_at() -> None:
    """Two columns by hand: the shipped host has 2 units, the changed one 4; nobody else's range changes."""
    text = 'schema = 1\ntitle = "t"\n[[constant]]\nname = "host_units"\nvalue = 4\n'
    old = vmotion_suite().model
    new = apply_change(parse_change(text.encode(), "x.toml"), old)
    ranges = {n: v.type for n, v in new.variable.items() if v.type != old.variable[n].type}
    assert ranges == {"units.own": Integer(0, 4), "units.others": Integer(0, 4)}
    assert {c.name for c in new.commands} == {c.name for c in old.commands}
    # The properties, too, are asked of the wider variables.
    assert vmotion_suite().properties_of(new)


def test_how_long_a_step_lasts_is_not_read_from_its_words() -> None:
    run = Run((Step(TIME, ELAPSE, "It takes a while.", 40, {}, lasts_s=40), Step("r", "go", "9 s pass.", 40, {})))
    assert commands_of(run) == [f"{ELAPSE} 40", "go"]


def test_one_step_is_one_step() -> None:
    assert [counted(n, "step") for n in (0, 1, 2, 1000)] == ["0 steps", "1 step", "2 steps", "1,000 steps"]
    assert counted(1, "property", "properties") == "1 property"


@pytest.mark.parametrize("named", [True, False])
def test_all_caches_lie_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv(FOLDER, str(tmp_path / "own") if named else "")
    shipped = replace(vmotion_suite(), name="m")
    expected = tmp_path / "own" if named else None
    assert cache_folder() == expected
    assert default_cache(shipped) == (expected / "m.mutants.jsonl" if expected else None)
    monkeypatch.delenv(FOLDER)
    assert default_cache(shipped) == tmp_path / "xdg" / "vmotion" / "m.mutants.jsonl"
