"""Judgements on file: which of them still hold, and that a file survives cuts, other runs and interrupts."""

import json
import multiprocessing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs.small import Where, mutual_exclusion
from vmotion_model.common.files import WriteError
from vmotion_proofs.mutation.cache import Cache, MutationQuestion, append_line, property_digest
from vmotion_proofs.mutation.judge import STEPS, UNSEEN, Does, Fate, Judge, Judgement
from vmotion_proofs.mutation.mutants import Mutant, mutants_of
from vmotion_proofs.mutation.result import MutationResult
from vmotion_proofs.mutation.run import Plan, judge_all
from vmotion_proofs.mutation.select_mutants import of_change, of_commands, sample
from vmotion_specs.properties import Property
from vmotion_specs.suites import Suite, bind

KILLED = Judgement("m", Fate.KILLED, ("A",), 3)
SURVIVES = Judgement("m", Fate.SURVIVES, does=Does.MORE)
EQUIVALENT = Judgement("m", Fate.EQUIVALENT, reason="agrees on all 2 reachable states")
UNDECIDED = Judgement("m", Fate.UNDECIDED, reason="search stopped after 10 states")
QUESTION = MutationQuestion("model", {"A": "a1", "B": "b1"}, 100)


def reread(path: Path, question: MutationQuestion = QUESTION) -> Judgement | None:
    return Cache(question).read(path).find("d", "m")


@pytest.mark.parametrize("judgement", [KILLED, SURVIVES, EQUIVALENT, UNDECIDED], ids=lambda j: j.fate.value)
def test_a_judgement_is_read_back_as_it_was(tmp_path: Path, judgement: Judgement) -> None:
    Cache(QUESTION, tmp_path / "cache").add("d", judgement)

    assert reread(tmp_path / "cache") == judgement


def test_a_killing_holds_as_long_as_the_property_that_killed_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    Cache(QUESTION, path).add("d", KILLED)

    assert reread(path, replace(QUESTION, properties={"A": "a1", "C": "c1"}, states=5)) == KILLED
    assert reread(path, replace(QUESTION, properties={"A": "a2", "B": "b1"})) is None
    assert reread(path, replace(QUESTION, properties={"B": "b1"})) is None
    assert reread(path, replace(QUESTION, model="other")) is None


@pytest.mark.parametrize("judgement", [SURVIVES, UNDECIDED], ids=lambda j: j.fate.value)
def test_that_nothing_was_noticed_holds_for_one_suite_and_budget_only(tmp_path: Path, judgement: Judgement) -> None:
    path = tmp_path / "cache"
    Cache(QUESTION, path).add("d", judgement)

    assert reread(path, replace(QUESTION, properties={"A": "a1", "B": "b1", "C": "c1"})) is None
    assert reread(path, replace(QUESTION, states=101)) is None


def test_equivalence_does_not_depend_on_properties(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    Cache(QUESTION, path).add("d", EQUIVALENT)

    assert reread(path, MutationQuestion("model", {}, 1)) == EQUIVALENT
    assert reread(path, replace(QUESTION, model="other")) is None


def test_that_no_property_reads_the_difference_holds_for_one_suite_only(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    unseen = replace(EQUIVALENT, reason=UNSEEN)
    Cache(QUESTION, path).add("d", unseen)

    assert reread(path) == unseen
    assert reread(path, replace(QUESTION, properties={"A": "a1", "B": "b1", "C": "c1"})) is None


def test_a_step_that_can_no_longer_happen_kills_only_where_steps_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    everything, named = MutationQuestion.of("model", [], {}, 100), MutationQuestion.of("model", [], None, 100)
    Cache(everything, path).add("d", Judgement("m", Fate.KILLED, (STEPS,)))

    assert reread(path, everything) is not None
    assert reread(path, named) is None


@given(cut=st.integers(0, 400), rubbish=st.binary(max_size=40))
def test_a_line_that_was_cut_off_is_skipped_and_harms_no_other(
    tmp_path_factory: pytest.TempPathFactory, cut: int, rubbish: bytes
) -> None:
    path = tmp_path_factory.mktemp("cut") / "cache"
    Cache(QUESTION, path).add("other", KILLED)
    path.write_bytes(path.read_bytes()[:cut] + rubbish)
    Cache(QUESTION, path).add("d", SURVIVES)

    assert reread(path) == SURVIVES


@pytest.mark.parametrize("damage", [{"fate": "fine"}, {"by": []}, {"properties": {}}, {"format": 0}, {"properties": 3}])
def test_a_killing_without_a_killer_is_no_killing(tmp_path: Path, damage: dict[str, object]) -> None:
    path = tmp_path / "cache"
    entry = Cache(QUESTION).entry("d", KILLED) | damage
    path.write_text(json.dumps(entry) + "\n")

    assert reread(path) is None


def _append(path: Path, letter: str) -> None:
    for _ in range(200):
        append_line(path, json.dumps(letter * 300))


def test_two_runs_at_once_write_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    writers = [multiprocessing.get_context("spawn").Process(target=_append, args=(path, x)) for x in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert sorted(lines) == ["a" * 300] * 200 + ["b" * 300] * 200


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="can't be written"):
        append_line(tmp_path / "file" / "cache", "{}")


def exclusion() -> Suite:
    model = mutual_exclusion()
    p, q = model.variable["p.state"], model.variable["q.state"]
    claim = ~((p == Where.INSIDE) & (q == Where.INSIDE))
    item = Property("ME", "never both inside", claim)
    return Suite(model.name, model, lambda m: (bind(m, item, model),), {})


def test_prose_does_not_change_what_a_property_asks() -> None:
    (item,) = exclusion().properties

    assert property_digest(replace(item, title="t", why="w", citation="g")) == property_digest(item)
    assert property_digest(replace(item, premise=item.claim)) != property_digest(item)


def test_an_interrupted_run_keeps_what_it_judged_and_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suite = exclusion()
    mutants = mutants_of(suite.model)
    judge, asked = Judge.judge, []

    def interrupted(self: Judge, mutant: Mutant) -> Judgement:
        asked.append(mutant.name)
        if len(asked) == 6:
            raise KeyboardInterrupt
        return judge(self, mutant)

    plan = Plan(cache=tmp_path / "cache")
    monkeypatch.setattr(Judge, "judge", interrupted)
    first = judge_all(suite, mutants, plan)
    assert (bool(first.stopped), len(first.judgements)) == (True, 5)
    assert MutationResult("m", "", first, ()).exit_code in (1, 3)

    second = judge_all(suite, mutants, Plan(cache=tmp_path / "cache"))
    assert not second.stopped
    assert [j.mutant for j in second.judgements] == [m.name for m in mutants]
    # The sixth was asked twice, the first five were on file.
    assert len(asked) == len(mutants) + 1


def test_a_survivor_without_an_answer_fails_and_an_undecided_mutant_is_no_pass() -> None:
    def code(*fates: Fate, ids: frozenset[str] | None = None, interrupted: bool = False) -> int:
        judgements = tuple(Judgement(str(i), f, ("A",) if f is Fate.KILLED else ()) for i, f in enumerate(fates))
        from vmotion_proofs.mutation.run import JudgedMutants

        return MutationResult(
            "m", "", JudgedMutants(judgements, len(fates), "interrupted" if interrupted else ""), (), ids
        ).exit_code

    assert code(Fate.KILLED, Fate.EQUIVALENT, Fate.REFUSED) == 0
    assert code(Fate.KILLED, Fate.SURVIVES) == 1
    assert code(Fate.KILLED, Fate.UNDECIDED) == 3
    assert code(Fate.KILLED, interrupted=True) == 3
    assert code(Fate.SURVIVES, Fate.UNDECIDED) == 1
    # Asked of one property: what it does not notice is no hole, that it notices nothing is one.
    assert code(Fate.KILLED, Fate.SURVIVES, ids=frozenset({"A"})) == 0
    assert code(Fate.KILLED, ids=frozenset({"A", "B"})) == 1
    assert code(Fate.UNDECIDED, ids=frozenset({"B"})) == 3


def test_mutants_are_chosen_by_command_role_change_and_sample() -> None:
    model = mutual_exclusion()
    mutants = mutants_of(model)
    # Of a command with two guards and two assignments: 2 dropped, 2 negated, deleted, 2 left, 2 set.
    assert len(of_commands(mutants, model, ["enter_p"])) == 9
    assert len(of_commands(mutants, model, ["p"])) == 21

    other = next(m.model for m in mutants if m.name == "leave enter_p/lock.taken")
    assert other is not None
    assert of_change(mutants, other, model) == of_commands(mutants, model, ["enter_p"])
    assert of_change(mutants, model, model) == ()

    assert [m.name for m in sample(mutants, 3)] == [mutants[i].name for i in (0, 14, 28)]
    assert sample(mutants, 100) == mutants
