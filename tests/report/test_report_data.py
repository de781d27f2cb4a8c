"""What a page says is what the machines say: states, what fails in them and why, and which runs and records belong to what."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from report_pages import unfolded
from vmotion_model.language import digest
from vmotion_model.session import Session, wander
from vmotion_proofs.certifying.checked_certificate import Evidence
from vmotion_proofs.changes.check_change import check_change
from vmotion_proofs.check.check import Checked
from vmotion_proofs.mutation.run import record_path
from vmotion_proofs.results.options import Options
from vmotion_proofs.results.verdicts import CheckResult, Run
from vmotion_report.guards_explained import Explainer
from vmotion_report.mutants import noticed
from vmotion_report.runs import Book, ReportedRun, verdict_steps
from vmotion_report.subjects import of_change, of_check, of_convergence, of_model, of_trace
from vmotion_specs.apply import changed
from vmotion_specs.shipped import change_names, shipped_change
from vmotion_specs.suites import Suite
from vmotion_specs.suites import suite as suite_of


@settings(max_examples=examples(12))
@given(st.integers(0, 10**6))
def test_every_step_of_a_run_is_explained_as_a_session_explains_it(seed: int) -> None:
    session = Session()
    steps = []
    told = []
    for step in wander(session, seed, 12):
        steps.append(step)
        told.append((dict(session.migration.state), session.blocked(), session.migration.longest_delay()))
    book = Book(session.model, session.migration.places)
    book.add(ReportedRun("x", "scenario", "x", Run(verdict_steps(steps, session.model))))
    data = json.loads(json.dumps(book.to_json()))
    (run,) = data["runs"]
    assert [s["command"] for s in run["steps"]] == [s.command for s in steps]
    for number, (state, blocked, wait) in zip(run["states"][1:], told, strict=True):
        values, failing = unfolded(data, number)
        assert values == state
        assert {name: tuple(label for label, _ in pairs) for name, pairs in failing.items()} == blocked
        assert data["states"][number]["wait"] == wait
    last = unfolded(data, run["states"][-1])[1]
    for name in list(last)[:5]:
        assert last[name] == [(o.guard, o.because) for o in session.obstacles(name)]


def test_a_state_that_comes_back_is_kept_once(small: Suite, small_result: CheckResult) -> None:
    data = of_check(small, small_result)
    commands = {p.id: p.run.commands for p in small_result.properties if p.run is not None}
    assert commands == {"P1": ("send", "receive"), "P2": ("send", "elapse", "give_up")}
    # Both begin alike: the start, and the token sent.
    first, second = (r["states"] for r in data["book"]["runs"] if r["kind"] == "counterexample")
    assert first[:2] == second[:2]
    assert len(data["book"]["states"]) == len(set(first) | set(second)) == 5
    blocked = Explainer(small.model).blocked(small.model.initial)
    assert blocked.keys() == {"receive", "lose", "give_up"}
    assert blocked["receive"] == (("it is here", "channel.under_way is wanted, but channel.under_way is false"),)


def test_the_verdicts_are_those_of_the_json_form_and_runs_are_named_by_their_property(
    shipped: CheckResult, suite: Suite
) -> None:
    data = json.loads(json.dumps(of_check(suite, shipped)))
    assert {p["id"]: p["verdict"] for p in data["check"]["properties"]} == {
        p.id: p.verdict.value for p in shipped.properties
    }
    assert set(data["properties"]) == {p.id for p in suite.properties}
    runs = {r["key"]: r for r in data["book"]["runs"]}
    demands = [p for p in shipped.properties if p.run is not None]
    assert {p.id for p in demands} == {k for k, r in runs.items() if r["kind"] == "witness"}
    for item in demands:
        assert item.run is not None
        assert [s["command"] for s in runs[item.id]["steps"]] == list(item.run.commands)
    # A state of each machine of the page is a value of its variable, and every step of it a command.
    for graph in data["model"]["machines"]:
        values = {data["model"]["variables"][graph["location"]]["initial"]}
        assert values <= {n["title"] for n in graph["nodes"]}
        assert {s[0] for e in graph["edges"] for s in e["steps"]} <= set(data["model"]["commands"])
    assert len(data["model"]["statements"]) > 30


@pytest.mark.parametrize("name", ["admission", "vmotion"])
def test_mutants_are_counted_as_the_record_has_them(name: str) -> None:
    """The record is read line by line here; of a property or a model that was worded anew since, nothing is believed."""
    suite = suite_of(name)
    lines = [json.loads(line) for line in record_path(suite.name).read_text(encoding="utf-8").splitlines()]
    own, ids = digest(suite.model), {p.id for p in suite.properties}
    killed = [entry for entry in lines if entry["fate"] == "killed" and entry["model"] == own]
    counted = Counter(id_ for entry in killed for id_ in entry["by"] if id_ in ids)
    found = noticed(suite.name, own, suite.properties)
    believed = {id_: kept["count"] for id_, kept in found.items()}
    assert believed == {id_: n for id_, n in counted.items() if id_ in believed}
    assert counted.keys() - believed.keys() <= {p.id for p in suite.properties if p.observers}
    assert believed
    assert killed
    for kept in found.values():
        steps = [m["steps"] for m in kept["soonest"]]
        assert steps == sorted(steps)
    assert noticed(suite.name, "0" * 64, suite.properties) == {}


def test_a_change_shows_why_the_unchanged_model_cannot_do_its_run() -> None:
    """Who ignores the lock enters while the other is inside: the run is made by hand here."""
    chosen = suite_of("mutual-exclusion")
    options = Options(engine="explicit", locations=chosen.locations)
    data = json.loads(json.dumps(of_change(chosen, check_change(shipped_change("lock-ignored"), chosen, options))))
    assert data["verdict"] == "violated"
    runs = {r["key"]: r for r in data["book"]["runs"]}
    assert len(runs["exclusion"]["steps"]) == 4
    values, _ = unfolded(data["book"], runs["exclusion"]["states"][-1])
    assert values["p.state"] == values["q.state"] == "INSIDE"
    assert runs["exclusion"]["moment"][0].startswith("exclusion is violated: ")
    assert runs["adds"]["refused"] == {
        "command": "enter_q",
        "why": [["the lock is free", "not lock.taken is wanted, but lock.taken is true"]],
    }
    assert data["check"]["change"]["before"]["exclusion"] == "exhausted"
    assert "before" not in data


def test_what_a_change_removes_is_shown_on_the_unchanged_model() -> None:
    chosen = suite_of("peterson")
    options = Options(engine="explicit", locations=chosen.locations)
    data = json.loads(json.dumps(of_change(chosen, check_change(shipped_change("turn-before-flag"), chosen, options))))
    (removed,) = data["before"]["book"]["runs"]
    assert removed["kind"] == "removed"
    assert removed["refused"]["command"] == removed["steps"][-1]["command"]
    assert removed["refused"]["why"]
    assert data["before"]["model"]["digest"] != data["model"]["digest"]


def test_a_refused_change_has_a_page_without_verdicts(suite: Suite) -> None:
    refused = next(c for n in change_names(suite.name) if (c := shipped_change(n)).expect.refused)
    before = Checked(CheckResult(suite.name, digest(suite.model), ()), Evidence())
    data = json.loads(
        json.dumps(of_change(suite, check_change(refused, suite, Options(locations=suite.locations), before)))
    )
    assert data["check"]["properties"] == []
    assert data["verdict"] == "refused"
    assert str(refused.expect.refused) in data["check"]["change"]["refused"]


@pytest.mark.long
def test_a_model_that_is_not_judged_shows_what_is_on_file(suite: Suite) -> None:
    data = of_model(suite)
    assert "check" not in data
    assert data["properties"]["S1"]["record"]["verdict"] == "proved"
    assert {r["kind"] for r in data["book"]["runs"]} == {"scenario", "cause"}
    # A certificate speaks of no other version of the model, and of no model that has none.
    model, properties = changed(shipped_change("fall-back-without-lock"), suite)
    other = of_model(suite.version(model, properties))
    assert not any("record" in p for p in other["properties"].values())
    assert other["mutants"] == {}
    assert not any("record" in p for p in of_model(suite_of("peterson"))["properties"].values())


def test_logged_states_are_places_of_the_machines(suite: Suite) -> None:
    from vmotion_traces import trace

    log = Path(__file__).parents[1] / "traces" / "data" / "old-complete.log"
    result = trace([str(log)])
    data = json.loads(json.dumps(of_trace(suite, result)))
    (places,) = data["traced"]
    seen = result.migrations[0].states
    assert len(places["states"]) == len(seen) + 1
    assert set(places["states"][0].values()) == {None}
    nodes = {g["location"]: {n["title"] for n in g["nodes"]} for g in data["model"]["machines"]}
    for state in places["states"]:
        assert all(value is None or value in nodes[name] for name, value in state.items())
    assert places["states"][-1] != places["states"][0]


def test_plots_of_convergence_keep_bound_and_simulation_in_one_picture() -> None:
    from vmotion_convergence.expected_figures import expect
    from vmotion_convergence.verdict import judge
    from vmotion_model.precopy.question import Question, read_question

    scenario = read_question(Question(memory="64GiB", link="10Gbps", dirty_rate="3Gbps"))
    verdict = judge(scenario)
    data = json.loads(json.dumps(of_convergence(scenario, verdict, expect(scenario))))
    assert data["converge"]["verdict"] == "guaranteed"
    rounds = data["plots"][0]
    seen, bound = rounds["lines"]
    assert (seen["look"], bound["look"]) == ("seen", "proved")
    assert len(seen["points"]) == data["converge"]["bounds"]["rounds"] + 1
    # 64 GiB with the header of each page: a little more than 64 * 2**30 bytes are sent first.
    assert 64 * 2**30 <= seen["points"][0]["y"] < 65 * 2**30
    assert all(s["y"] <= b["y"] * (1 + 1e-9) for s, b in zip(seen["points"], bound["points"], strict=True))
    assert seen["points"][-1]["y"] <= rounds["levels"][0]["y"] < seen["points"][-2]["y"]
