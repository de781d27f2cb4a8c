"""A response whose assumptions leave no run to its premise says nothing: a defect, whatever engine passes it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from proofs.leads_to import ID, LOCATIONS, Asked, Shape, response
from vmotion_model.language import ELAPSE, FALSE, Expr
from vmotion_proofs.certifying.recheck_stored import claims_of
from vmotion_proofs.check.check import check, check_with_evidence
from vmotion_proofs.check.vacuity import NO_FAIR_RUN, NO_PREMISE, NOT_KNOWN, Look, examine, needed_rounds, round_of
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.evidence.shipped_files import runs_path
from vmotion_proofs.results.options import Options, rankings_beside
from vmotion_proofs.results.verdicts import PropertyResult, Verdict
from vmotion_proofs.search.demands import read_hints
from vmotion_proofs.search.retime_run import ROUND
from vmotion_specs.properties import Property
from vmotion_specs.suites import Suite, admission_suite

SHAPE = Shape(4, {"go": {0: 1}, "turn": {1: 2, 2: 1}})
"""From place 0 to a ring of two; nobody comes to place 3."""


def question(*again: Expr[bool]) -> Property:
    """Place 0 leads to place 3, which is true only where no run is fair."""
    return response(SHAPE.among(0), SHAPE.among(3), recurring=again)


def judged(item: Property, options: Options | None = None) -> PropertyResult:
    return check(SHAPE.model, [item], options or Options(locations=LOCATIONS)).by_id[ID]


def test_conditions_that_cannot_recur_together_are_a_defect() -> None:
    assert judged(question(SHAPE.among(1), SHAPE.among(2))).verdict is Verdict.VIOLATED
    # By hand: nobody returns to 0, so 0 and 1 are not both visited again and again.
    result = judged(question(SHAPE.among(0), SHAPE.among(1)))
    assert (result.verdict, result.reason) == (Verdict.UNKNOWN, NO_FAIR_RUN)


def test_fairness_of_a_step_that_happens_finitely_often_is_a_defect() -> None:
    ring = Shape(2, {"on": {0: 0}})
    item = response(ring.among(0), ring.among(1), weak=("on",), finite=("on",))
    result = check(ring.model, [item], Options(locations=LOCATIONS)).by_id[ID]
    assert (result.verdict, result.reason) == (Verdict.UNKNOWN, NO_FAIR_RUN)


def test_a_premise_that_no_run_at_all_reaches_is_called_so() -> None:
    item = response(SHAPE.among(3), SHAPE.among(0), recurring=(SHAPE.among(0), SHAPE.among(1)))
    assert judged(item).reason == NO_PREMISE


@pytest.fixture
def filed(tmp_path: Path) -> Options:
    """Rankings on file that both solvers accept, of a claim that is true of no run."""
    certificate, failed = Asked.of(SHAPE.model, question(SHAPE.among(0), SHAPE.among(1))).certificate()
    assert not failed
    place = tmp_path / "graph.smt2"
    rankings_beside(place).write_text(certificate.text)
    return Options(certificate=place, locations=LOCATIONS, demands=tmp_path / "graph.runs.json")


def test_a_ranking_does_not_hide_the_defect(filed: Options) -> None:
    item = question(SHAPE.among(0), SHAPE.among(1))
    assert judged(item, filed).reason == NO_FAIR_RUN
    # Where the look for a fair run is stopped the proof stands, with a note.
    stopped = judged(item, replace(filed, states=1))
    assert (stopped.verdict, stopped.reason) == (Verdict.PROVED, NOT_KNOWN)


@pytest.mark.parametrize(
    "run",
    [
        ["go", ROUND, ELAPSE + " 1", "turn", "turn"],
        ["go", ROUND, "turn", ELAPSE + " 1"],
        ["go", "turn", "turn"],
        ["go", ROUND, "leave", ELAPSE + " 1"],
        [ROUND, ROUND, ELAPSE + " 1"],
        [ROUND, ELAPSE + " 1.5"],
        [ROUND],
    ],
    ids=["not fair", "not closed", "no cycle", "unknown command", "two cycles", "half a second", "nothing"],
)
def test_a_run_on_file_that_is_not_fair_is_not_believed(filed: Options, run: list[str]) -> None:
    assert filed.demands is not None
    filed.demands.write_text(json.dumps({"schema": 1, "fair": {ID: run}}))
    assert judged(question(SHAPE.among(0), SHAPE.among(1)), filed).reason == NO_FAIR_RUN


def test_an_interrupt_of_the_look_for_a_fair_run_keeps_what_was_decided(
    filed: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        filed.budget.interrupt()
        filed.budget.check()

    monkeypatch.setattr(Look, "look_round", interrupted)
    result = check(SHAPE.model, [question(SHAPE.among(0), SHAPE.among(1))], filed)
    assert (result.by_id[ID].verdict, result.by_id[ID].reason) == (Verdict.PROVED, NOT_KNOWN)


def test_a_fair_run_on_file_spares_the_search() -> None:
    claim = claim_of(SHAPE.model, question(SHAPE.among(1), SHAPE.among(2)))
    look = Look(SHAPE.model, {ID: claim.premise}, {ID: claim})
    assert not look.done
    look.follow_round({"some": ["go", ROUND, f"{ELAPSE} 1", "turn", "turn"]}, LOCATIONS)
    assert look.done
    assert not examine(look, [question()], None, Options(states=1)).unknown


@pytest.mark.parametrize(("limit", "since"), [(None, 7), (6, 4)], ids=["clock runs on", "deadline"])
def test_a_clock_in_a_premise_is_asked_of_states_that_know_its_number(
    limit: int | None, since: int, tmp_path: Path
) -> None:
    """The certificate settles the invariant, so only the response asks for a search; by hand: the clock does get to 4 and 7."""
    moves = {"go": {0: 1}, "back": {1: 0}, "again": {0: 0, 1: 1}}
    shape = Shape(2, moves, frozenset({0, 1}), frozenset({"again"}), ("again",) if limit else ())
    old = Property("old", "", shape.among(0, 1), shape.model.variable["age"] >= since)
    made = check_with_evidence(shape.model, [old], Options(locations=LOCATIONS))
    assert made.certificate is not None
    place = tmp_path / "graph.smt2"
    place.write_text(made.certificate.text)
    item = response(shape.among(0), shape.among(1), weak=("go",))
    result = check(shape.model, [old, item], Options(certificate=place, locations=LOCATIONS)).by_id
    assert (result["old"].verdict, result["old"].reason) == (Verdict.PROVED, "")


@pytest.mark.parametrize("seconds", ["\N{SUPERSCRIPT TWO}", "9" * 5000, "999999999", "-1", ""])
@pytest.mark.parametrize("part", ["fair", "premises"])
def test_a_time_on_file_that_is_none_is_no_hint(filed: Options, part: str, seconds: str) -> None:
    assert filed.demands is not None
    run = ["go", *([ROUND] if part == "fair" else []), f"{ELAPSE} {seconds}"]
    filed.demands.write_text(json.dumps({"schema": 1, part: {ID: run}}))
    assert judged(question(SHAPE.among(0), SHAPE.among(1)), filed).reason == NO_FAIR_RUN


def test_one_run_is_kept_for_several_claims() -> None:
    first = claim_of(SHAPE.model, question(SHAPE.among(1)))
    second = claim_of(SHAPE.model, question(SHAPE.among(1), SHAPE.among(2)))
    asked = Asked.of(SHAPE.model, question())
    needed = needed_rounds(SHAPE.model, {"a": first, "b": second}, asked.explored, Options(locations=LOCATIONS))
    assert list(needed) == ["b"]
    assert round_of(needed["b"])[:2] == ["go", ROUND]


@pytest.mark.parametrize("name", ["vmotion", "admission"])
def test_the_runs_on_file_keep_to_every_assumption(suite: Suite, name: str) -> None:
    """So that no search is needed to see that the assumptions of each response go together."""
    chosen = suite if name == "vmotion" else admission_suite()
    look = Look(chosen.model, {}, claims_of(chosen))
    assert len(look.unfair) >= 4
    look.follow_round(read_hints(runs_path(name), "fair"), chosen.locations)
    assert look.done


def test_a_fair_run_without_a_crash_is_found_in_the_small_part_and_no_other_one_is() -> None:
    shape = Shape(4, {"go": {0: 1}, "turn": {1: 2, 2: 1}, "fall": {1: 3}}, faults={"fall": "crash of the walker"})
    # By hand: in the ring one can stay for ever and turn again and again; to place 3 only the crash leads.
    asked = {
        "ring": response(shape.among(1), FALSE, weak=("turn",), finite=("fall",)),
        "fallen": response(shape.among(3), FALSE, finite=("fall",)),
        "back": response(shape.among(1), FALSE, recurring=(shape.among(0),)),
    }
    claims = {name: claim_of(shape.model, item) for name, item in asked.items()}
    look = Look(shape.model, {name: item.premise for name, item in asked.items()}, claims)
    look.look_without_crashes(Options(locations=LOCATIONS))
    assert look.unfair.keys() == {"fallen", "back"}
    assert look.wanted.keys() == {"fallen"}
