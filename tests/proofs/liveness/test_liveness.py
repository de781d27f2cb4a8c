"""The liveness of the shipped protocol: both engines say that it holds, and no assumption is there for nothing."""

import pytest

from vmotion_model.language import ELAPSE
from vmotion_proofs.certifying.recheck_stored import claims_of
from vmotion_proofs.evidence.response_claim import claim_of
from vmotion_proofs.liveness.judge_response import ResponseAnswer, answer
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Run, Verdict
from vmotion_proofs.search.explore import Explored, explore
from vmotion_proofs.search.graph import StateGraph, graph_of
from vmotion_specs.apply import changed
from vmotion_specs.assumptions import Assumption, named
from vmotion_specs.liveness import CONSOLE_CLOSES, LIVENESS
from vmotion_specs.properties import Property, PropertyKind
from vmotion_specs.shipped import shipped_change
from vmotion_specs.suites import Suite

CASES = [(p.id, a.name) for p in LIVENESS for a in p.assumptions]
ASSUMED = {a.name: a for p in LIVENESS for a in p.assumptions}


@pytest.fixture(scope="module")
def graph(explored: Explored) -> StateGraph:
    """All steps of the shipped protocol."""
    assert explored.complete
    return graph_of(explored.finite, explored.search)


def asked(suite: Suite, id_: str) -> Property:
    (item,) = [p for p in suite.properties if p.id == id_]
    return item


def without(item: Property, *names: str) -> Property:
    """The response without some of its assumptions."""
    assert set(names) <= {a.name for a in item.assumptions}
    return Property(
        item.id,
        item.title,
        item.claim,
        item.premise,
        item.kind,
        assumptions=tuple(a for a in item.assumptions if a.name not in names),
    )


def judged(suite: Suite, graph: StateGraph, item: Property) -> ResponseAnswer:
    """What the search for fair cycles says; a lasso was judged on the machines, or it is none."""
    return answer(graph, claim_of(suite.model, item), suite.locations)


def cycle(run: Run | None) -> tuple[str, ...]:
    assert run is not None
    assert run.loop_at is not None
    return run.commands[run.loop_at - 1 :]


@pytest.mark.parametrize("id_", [p.id for p in LIVENESS])
def test_both_engines_say_that_it_holds(suite: Suite, shipped: CheckResult, graph: StateGraph, id_: str) -> None:
    assert judged(suite, graph, asked(suite, id_)).verdict is Verdict.EXHAUSTED
    assert (shipped.by_id[id_].verdict, shipped.by_id[id_].engine) == (Verdict.PROVED, "ranking")


@pytest.mark.parametrize(
    ("id_", "name"),
    # By default of each response the first; only L1a is asked about all of its assumptions.
    [
        pytest.param(
            i, n, marks=() if i == "L1a" or (i, n) == next(c for c in CASES if c[0] == i) else pytest.mark.long
        )
        for i, n in CASES
    ],
)
def test_each_assumption_is_needed(suite: Suite, graph: StateGraph, id_: str, name: str) -> None:
    """Without it alone a run that keeps to all others waits for ever, and time passes on it."""
    found = judged(suite, graph, without(asked(suite, id_), name))
    assert found.verdict is Verdict.VIOLATED, found.reason
    assert ELAPSE in cycle(found.run)


def test_without_assumptions_only_what_a_timer_sees_to_comes_about(suite: Suite, graph: StateGraph) -> None:
    """By hand: nothing but the protection timer makes anybody do anything."""
    for item in LIVENESS:
        bare = without(asked(suite, item.id), *(a.name for a in item.assumptions))
        expected = Verdict.VIOLATED if item.assumptions else Verdict.EXHAUSTED
        assert judged(suite, graph, bare).verdict is expected, item.id
    assert [p.id for p in LIVENESS if not p.assumptions] == ["L3b"]


def test_a_console_that_is_held_open_keeps_the_source_for_ever(suite: Suite, graph: StateGraph) -> None:
    """The VM runs on the destination; all wait for the user who looks at the source's console."""
    closing = [a.name for a in asked(suite, "L4").assumptions if a is CONSOLE_CLOSES]
    found = judged(suite, graph, without(asked(suite, "L4"), *closing))
    assert found.verdict is Verdict.VIOLATED
    assert found.run is not None
    assert "close_console" not in cycle(found.run)
    # Whatever changed it last before the cycle, or on it, left it open.
    shown = [s.changed["source.console"][1] for s in found.run.steps if "source.console" in s.changed]
    assert shown[-1] is True
    assert not any("source.console" in s.changed for s in found.run.steps[(found.run.loop_at or 1) - 1 :])


def test_a_keepalive_that_rearms_the_timer_lets_a_starved_receiver_hold_all_up(suite: Suite) -> None:
    """It takes no batch and answers keep-alives, for ever; in the shipped protocol the timer ends that."""
    model, properties = changed(shipped_change("keepalives-rearm-timer"), suite)
    (item,) = [p for p in properties if p.id == "L3b"]
    found = explore(model, {}, Options(locations=suite.locations))
    assert found.complete
    said = answer(graph_of(found.finite, found.search), claim_of(model, item), suite.locations)
    assert said.verdict is Verdict.VIOLATED
    assert said.run is not None
    assert "hold_batch" in said.run.commands
    assert {"hear_keepalive", ELAPSE} <= set(cycle(said.run))
    assert not {"receive_batch", "end_precopy"} & set(cycle(said.run))


@pytest.mark.parametrize("assumption", ASSUMED.values(), ids=ASSUMED)
def test_assumptions_speak_of_steps_that_there_are(suite: Suite, assumption: Assumption) -> None:
    """What the model does not have is left out without a word, so that changes may drop steps: a typo would be, too."""
    faults = {c.fault for c in suite.model.commands if c.fault is not None}
    for steps in (*assumption.weak, *assumption.strong, *assumption.finite):
        assert named(suite.model, (steps,)) or steps in faults
    assert assumption.weak or assumption.strong or assumption.finite or assumption.recurring
    assert set(claims_of(suite)) == {p.id for p in suite.properties if p.kind is PropertyKind.RESPONSE}
