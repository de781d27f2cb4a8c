"""What a page says of conditions: a preflight's answer and runs, the causes that are on file, and when nothing is on file."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import examples
from report_pages import unfolded
from vmotion_diagrams.messages import EMPTY, message_variables
from vmotion_diagrams.sequences import Happening, Receivers, receivers_of, sequence
from vmotion_model.language import Value
from vmotion_model.protocol.conditioned import GUARDED, PRESENT, healthy
from vmotion_model.protocol.conditions import CAUSES
from vmotion_model.protocol.conditions.examples import example
from vmotion_model.session import Session, wander
from vmotion_proofs.conditions.cause_table import Outlooks, every_cause
from vmotion_proofs.conditions.outlook import Forecast
from vmotion_proofs.conditions.preflight import preflight
from vmotion_proofs.conditions.stored_causes import StoredCauses, asked, stored_causes, to_record
from vmotion_proofs.evidence.shipped_files import causes_path
from vmotion_proofs.results.options import Options
from vmotion_report.foreseen import MOST_RUNS, causes_data, preflight_runs
from vmotion_report.graphs import sequence_to_json
from vmotion_report.subjects import of_model, of_preflight
from vmotion_specs.suites import Suite

PAGE = Path(__file__).parents[2] / "docs" / "causes.md"
NAMED = {c.name: c for c in CAUSES}


@pytest.fixture(scope="module")
def stored() -> StoredCauses:
    """What is on file."""
    return stored_causes()


def data_of(suite: Suite, given: Mapping[str, Value], opened: Sequence[str] = ()) -> Any:
    return json.loads(json.dumps(of_preflight(suite, preflight(given, tuple(opened), Options()))))


def test_a_preflight_says_what_the_article_says_of_a_wrong_nfs_mount(suite: Suite) -> None:
    """F17 is noticed where the destination is created (step 5); the run is replayed under its conditions, and says why."""
    data = data_of(suite, {"nfs.same_path": False})
    assert (data["kind"], data["verdict"], data["preflight"]["sentence"]) == (
        "preflight",
        "fails",
        "The migration fails.",
    )
    (prospect,) = data["preflight"]["prospects"]
    assert prospect["conditions"] == {"nfs.same_path": "false"}
    assert prospect["causes"] == ["nfs_mounted_differently"]
    assert prospect["notices"][0] == {"command": "cannot_power_on", "steps": [5], "causes": ["nfs_mounted_differently"]}
    assert prospect["vm"].startswith("runs on at the source")
    assert prospect["evidence"].startswith("exhausted: all ")
    assert prospect["endings"] == {"rolled back": "rolled back"}
    (run,) = data["book"]["runs"]
    assert run["steps"][-1]["changed"]["vcenter.state"] == ["ROLLING_BACK", "ROLLED_BACK"]
    values, blocked = unfolded(data["book"], run["states"][-1])
    assert values["nfs.same_path"] is False
    assert values["vm.devices_reachable"] is True
    reasons = dict(blocked["send_ready"])
    assert reasons["nothing makes it impossible"] == (
        "it is made impossible by nfs_mounted_differently: "
        "The hosts mounted one NFS export under different names, which makes it two datastores"
    )
    # Its step is drawn as a failure, and only that one.
    strong = [line for row in run["sequence"]["rows"] for line in row.get("lines", ()) if line["strong"]]
    failures = [line["text"].split("\N{NO-BREAK SPACE}")[1] for line in strong if line["status"] == "failure"]
    assert failures == ["cannot_power_on"]
    # Whoever reads the page finds what to do.
    assert "esxcli storage nfs list" in {r["text"] for r in data["failures"]["F17"]["remedy"]}


def test_what_to_do_is_about_the_cause_and_not_about_another_of_its_entry(suite: Suite) -> None:
    """F18 is about zoning; whoever has a full ramdisk would rescan storage adapters."""
    data = data_of(suite, {"destination_host.room_stays": False})
    cause = next(c for c in data["causes"]["list"] if c["name"] == "runs_full_on_destination")
    assert [r["text"] for r in cause["remedy"] if r["is_command"]] == ["vdf -h", "esxtop"]
    assert "No space left on device" in cause["messages"]
    assert data["preflight"]["prospects"][0]["struck"] == ["rolled back"]


def test_where_all_is_healthy_no_failure_has_a_cause_in_any_state_of_the_run(suite: Suite) -> None:
    data = data_of(suite, {})
    assert data["verdict"] == "completes"
    (run,) = data["book"]["runs"]
    assert run["moment"] == []
    for state in run["states"]:
        _, blocked = unfolded(data["book"], state)
        for name in GUARDED:
            assert dict(blocked[name])[PRESENT].startswith("none of the causes that make it possible is present: "), (
                name
            )


def test_open_conditions_give_a_part_and_a_run_for_every_combination(suite: Suite) -> None:
    """Two conditions with one cause each: both, either, none. Every run is made under the values of its own part."""
    data = data_of(suite, {}, ["nfs.same_path", "vm.ready"])
    parts = data["preflight"]["prospects"]
    assert sorted(sorted(p["causes"]) for p in parts) == [
        [],
        ["nfs_mounted_differently"],
        ["nfs_mounted_differently", "vm_not_ready"],
        ["vm_not_ready"],
    ]
    assert data["verdict"] == "may fail"
    runs = {r["key"]: r for r in data["book"]["runs"]}
    assert {key for p in parts for key in p["endings"].values()} == set(runs)
    for part in parts:
        for key in part["endings"].values():
            values, _ = unfolded(data["book"], runs[key]["states"][0])
            changed = {n for n, v in healthy().items() if values[n] != v}
            assert changed == set(part["conditions"])


def test_of_many_combinations_the_first_runs_are_in_the_page(suite: Suite) -> None:
    one = preflight({"vm.ready": False}, (), Options())
    many = replace(one, prospects=one.prospects * (MOST_RUNS + 5))
    assert len(preflight_runs(many)) == MOST_RUNS
    parts = of_preflight(suite, many)["preflight"]["prospects"]
    assert sum(bool(p["endings"]["refused"]) for p in parts) == MOST_RUNS
    assert len(parts) == MOST_RUNS + 5


def test_what_is_not_decided_is_no_answer(suite: Suite) -> None:
    one = preflight({"vm.ready": False}, (), Options())
    outlook = replace(one.prospects[0].outlook, certainty=Forecast.UNKNOWN, reason="out of memory", runs={})
    undecided = replace(
        one, certainty=Forecast.UNKNOWN, reason="out of memory", prospects=(replace(one.prospects[0], outlook=outlook),)
    )
    data = of_preflight(suite, undecided)
    assert data["verdict"] == "unknown"
    assert data["preflight"]["reason"] == "out of memory"
    assert "not decided" in data["preflight"]["sentence"]
    assert data["preflight"]["prospects"][0]["endings"] == {}


def test_the_causes_on_file_are_of_todays_protocol_and_say_what_the_page_of_causes_says(stored: StoredCauses) -> None:
    assert stored.missing == ""
    assert set(stored.by_name) == set(NAMED)
    section = PAGE.read_text(encoding="utf-8").partition("\n## ")[0]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("|")][2:]
    told = {row[0].split()[-1]: tuple(cell.strip() for cell in row[1:6]) for row in rows}
    found = {c["name"]: c for c in causes_data(Session().model, stored)["list"]}
    assert set(told) == set(found)
    for name, (set_, outcome, step, _, ends) in told.items():
        prospect = found[name]["prospect"]
        assert ", ".join(f"`{n}={v}`" for n, v in prospect["conditions"].items()) == set_
        assert prospect["certainty"] == outcome
        steps = [n["steps"][0] for n in prospect["notices"] if n["steps"]]
        assert str(min(steps, default="")) == step
        assert ", ".join(prospect["endings"]) == ends


@pytest.mark.parametrize("name", ["vm_not_ready", "nfs_mounted_differently", "pool_deleted_meanwhile"])
def test_what_is_on_file_is_what_a_search_finds(stored: StoredCauses, name: str) -> None:
    outlooks = Outlooks(Options())
    assert stored.by_name[name] == outlooks.of(example(NAMED[name], healthy(), CAUSES), struck=True)


@pytest.mark.long
def test_all_that_is_on_file_is_what_the_searches_find() -> None:
    hint = "run: vmotion causes --record proofs/vmotion_proofs/certificates/vmotion.causes.json"
    found = to_record(list(every_cause(Outlooks(Options()))))
    assert found == causes_path().read_text(encoding="utf-8"), hint


def test_a_file_of_something_else_says_nothing(stored: StoredCauses, tmp_path: Path, suite: Suite) -> None:
    """Another protocol, another format, a run that the machines refuse, no file: each is said, and no outcome is shown."""
    text = causes_path().read_text(encoding="utf-8")
    path = tmp_path / "causes.json"
    for broken, says in (
        (text.replace(asked(), "0" * 64), "of another version of the protocol"),
        (text.replace('"schema":2', '"schema":3'), "of another version of the protocol"),
        (text[: len(text) // 2], "can't be read"),
        (text.replace('"refuse_request"]', '"resume"]'), "the machines refuse the run"),
        (text.replace('"certainty":"fails"', '"certainty":"sinks"', 1), "can't be read"),
        ("[]", "can't be read"),
    ):
        assert broken != text
        path.write_text(broken, encoding="utf-8")
        found = stored_causes(path)
        assert says in found.missing
        assert found.prospects == ()
        data = causes_data(suite.model, found)
        assert data["missing"] == found.missing
        assert {c["prospect"] for c in data["list"]} == {None}
    assert "nothing is on file" in stored_causes(tmp_path / "none.json").missing
    path.write_text(to_record(stored.prospects), encoding="utf-8")
    assert stored_causes(path) == stored


def test_of_a_changed_protocol_no_outcome_of_a_cause_is_shown(suite: Suite) -> None:
    commands = tuple(c for c in suite.model.commands if c.name != "cannot_power_on")
    changed = replace(suite.model, commands=commands)
    data = of_model(suite.version(changed, ()))
    assert "not in this model" in data["causes"]["missing"]
    causes = {c["name"]: c for c in data["causes"]["list"]}
    assert causes["nfs_mounted_differently"]["fails"] == ["cannot_resume"]
    assert {c["prospect"] for c in causes.values()} == {None}
    assert not [r for r in data["book"]["runs"] if r["kind"] == "cause"]


@pytest.fixture(scope="module")
def receivers(suite: Suite) -> Receivers:
    """Who gets what in the protocol."""
    return receivers_of(suite.model)


@settings(max_examples=examples(12))
@given(seed=st.integers(0, 10**6))
def test_what_has_not_arrived_at_the_end_of_a_run_is_under_way(receivers: Receivers, seed: int) -> None:
    """Whatever lies in a channel between two roles at the end was sent by a step and received by none."""
    session = Session()
    steps = list(wander(session, seed, 25))
    events = [Happening(s.command, s.time, s.changed) for s in steps]
    drawn = sequence_to_json(sequence(session.model, events, "x", receivers=receivers))
    lying = [v.name for v in message_variables(session.model) if session.migration.state[v.name] != EMPTY]
    assert bool(drawn["under_way"]) == bool(lying)
    life = {line["id"] for line in drawn["lifelines"]}
    for message in drawn["under_way"]:
        assert {message["sender"], message["receiver"]} <= life
        assert message["sender"] != message["receiver"]
        assert steps[message["sent"] - 1].role == message["sender"]
